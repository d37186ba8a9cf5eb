package dev.sloconsole.view.tiles;

import dev.sloconsole.session.ErrorBudget;
import dev.sloconsole.session.ErrorBudget.Standing;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.view.FigureWords;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.Written;
import java.math.BigDecimal;
import java.util.Optional;

/** What is left of the error budget, in failures first. Below nothing it says by how much it is overspent. */
public final class BudgetTile {

    /** Objective and window stand beside it, to be changed. */
    private static final String TITLE = "Error budget left";

    private static final BigDecimal HALF = new BigDecimal("0.5");

    private BudgetTile() {}

    public static Tile from(SessionState state) {
        var known = state.figures().budget();
        if (known.isEmpty() || known.get().standing() == Standing.NOT_BEGUN) {
            return Tile.noData(
                    TITLE,
                    "nothing to spend before the first request",
                    known.map(FigureWords::formula)
                            .orElse("budget left = (1 − objective) × (seen + planned) − failed"));
        }
        var budget = known.get();
        return new Tile(
                TITLE,
                FigureWords.left(budget),
                tone(budget),
                note(budget),
                FigureWords.formula(budget),
                Optional.empty(),
                Optional.of(new Tile.Bar(Math.clamp(budget.share().doubleValue(), 0, 1))));
    }

    private static Tone tone(ErrorBudget budget) {
        return budget.spent() ? Tone.BAD : budget.share().compareTo(HALF) < 0 ? Tone.WARN : Tone.GOOD;
    }

    private static String note(ErrorBudget budget) {
        var standing =
                switch (budget.standing()) {
                    case PAUSED -> " · paused";
                    case TOO_LITTLE_OBSERVED -> " · too little observed";
                    case NOT_BEGUN, RUNNING -> budget.rise().map(rise -> " · " + FigureWords.rise(rise)).orElse("");
                };
        return (budget.overspent()
                        ? FigureWords.share(budget)
                        : FigureWords.share(budget) + " · " + Written.span(budget.outageLeft()) + " of outage")
                + standing;
    }
}
