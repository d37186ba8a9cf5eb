package dev.sloconsole.view.tiles;

import dev.sloconsole.session.ErrorBudget;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.Written;
import dev.sloconsole.view.budget.BudgetFormula;
import dev.sloconsole.view.budget.BudgetWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is left of the window's error budget, in failures first. */
public final class BudgetTile {

    /** Objective and window stand beside it, to be changed. */
    private static final String TITLE = "Error budget";

    private BudgetTile() {}

    public static Tile from(SessionState state) {
        return state.figures()
                .budget()
                .map(BudgetTile::of)
                .orElseGet(() -> Tile.noData(
                        TITLE,
                        BudgetWords.none(state.info().objective()),
                        "budget = (1 − objective) × requests of the window − failed"));
    }

    static Tile of(ErrorBudget budget) {
        var words = BudgetWords.of(budget);
        var formula = BudgetFormula.of(budget).text();
        if (budget.standing() == ErrorBudget.Standing.NOT_BEGUN) {
            return Tile.of(
                    TITLE,
                    "Not begun",
                    Tone.MUTED,
                    words.count().replaceFirst(" of .*", "") + " failures, at "
                            + Written.rate(budget.plannedPerSecond()) + " as planned",
                    formula,
                    Optional.empty());
        }
        double left = Math.clamp(budget.share().doubleValue(), 0, 1);
        return new Tile(
                TITLE,
                words.count(),
                words.noun(),
                words.tone(),
                note(words),
                formula,
                standing(budget),
                Optional.of(new Tile.Bar(left, Optional.of(budget.steadyShare().doubleValue()))));
    }

    /** What is most urgent to know, behind the share: why it rose, how long it lasts, or for how much outage. */
    private static String note(BudgetWords words) {
        var parts = new ArrayList<>(List.of(words.share()));
        words.rise().or(words::pace).or(words::outage).ifPresent(parts::add);
        return String.join(" · ", parts);
    }

    /** Why nobody is judged by it now. */
    private static Optional<String> standing(ErrorBudget budget) {
        return switch (budget.standing()) {
            case NOT_BEGUN, RUNNING -> Optional.empty();
            case PAUSED -> Optional.of("paused: alerts hold");
            case TOO_LITTLE_OBSERVED -> Optional.of("only " + Written.share(budget.observed()) + " seen: alerts hold");
        };
    }
}
