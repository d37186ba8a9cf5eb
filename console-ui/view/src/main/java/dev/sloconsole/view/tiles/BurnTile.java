package dev.sloconsole.view.tiles;

import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.SloFigures;
import dev.sloconsole.session.SloFigures.Budget;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.Written;
import java.util.Optional;

/** How fast the budget is burning. */
public final class BurnTile {

    private static final String TITLE = "Burn rate (" + Written.span(SloFigures.BURN_RANGE) + ")";

    private BurnTile() {}

    public static Tile from(SessionState state) {
        var figures = state.figures();
        if (figures.burnRate().isEmpty()) {
            return Tile.noData(TITLE, "no request in the last " + Written.span(SloFigures.BURN_RANGE),
                    "burn rate = error ratio / (1 - objective)");
        }
        var burn = figures.burnRate().get();
        boolean overspent = figures.budget().map(Budget::remaining).filter(left -> left <= 0).isPresent();
        var note = figures.exhaustedIn()
                .map(in -> "gone in " + Written.span(in) + " at this rate")
                .orElse(overspent ? "nothing left to burn" : "never gone at this rate");
        // 3 is the slowest burn for which the lesson's rules open a ticket within five minutes.
        var tone = burn.value() <= 1 ? Tone.GOOD : burn.value() < 3 ? Tone.WARN : Tone.BAD;
        return new Tile(TITLE, Written.times(burn.value()), tone, note, burn.formula(), Optional.empty(), Optional.empty());
    }
}
