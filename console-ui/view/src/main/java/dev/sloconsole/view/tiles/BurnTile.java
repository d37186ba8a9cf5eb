package dev.sloconsole.view.tiles;

import dev.sloconsole.session.BurnRate;
import dev.sloconsole.session.ErrorBudget;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.SloFigures;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.Written;
import dev.sloconsole.view.alerts.BurnWords;
import java.util.Optional;

/** How fast the budget is burning. */
public final class BurnTile {

    private static final String TITLE = "Burn rate, last " + Written.span(SloFigures.BURN_RANGE);

    private static final String LATELY = "last " + Written.span(SloFigures.LATEST_RANGE);

    private BurnTile() {}

    public static Tile from(SessionState state) {
        var figures = state.figures();
        if (figures.burnRate().isEmpty()) {
            return Tile.noData(
                    TITLE,
                    "no request in the last " + Written.span(SloFigures.BURN_RANGE),
                    "burn rate = error ratio ÷ (1 − objective)");
        }
        var burn = figures.burnRate().get();
        return Tile.of(
                TITLE,
                BurnWords.times(burn, figures),
                tone(burn.value()),
                note(burn, figures),
                BurnWords.formula(burn, figures),
                Optional.empty());
    }

    /** How long the budget lasts goes by the latest seconds, which may burn faster than the whole range did, or less. */
    private static String note(BurnRate burn, SloFigures figures) {
        if (figures.budget().filter(ErrorBudget::spent).isPresent()) {
            return "nothing left to burn";
        }
        return figures.budget()
                .flatMap(ErrorBudget::exhaustedIn)
                .map(in -> lately(burn, figures)
                        .map(pace -> LATELY + ": " + pace + ", gone in " + Written.soon(in))
                        .orElseGet(() -> "budget gone in " + Written.soon(in) + " at this pace"))
                .orElseGet(() -> burn.value() <= 1 ? "outlasts the window at this pace" : "less in the " + LATELY);
    }

    /** The pace of the latest seconds, where it is another than that of the whole range. */
    private static Optional<String> lately(BurnRate burn, SloFigures figures) {
        return figures.pace(burn.objective())
                .map(Written::timesWords)
                .filter(pace -> !pace.equals(Written.timesWords(burn.value())));
    }

    /** 3 is the slowest burn for which the lesson's rules open a ticket within five minutes. */
    public static Tone tone(double burn) {
        return burn <= 1 ? Tone.GOOD : burn < 3 ? Tone.WARN : Tone.BAD;
    }
}
