package dev.sloconsole.desktop.screen.tiles;

import dev.sloconsole.desktop.screen.look.Tone;
import dev.sloconsole.desktop.screen.look.Words;
import dev.sloconsole.session.SessionState;
import java.util.Optional;

/** What is left of the error budget. Below nothing it says by how much it is overspent. */
public final class BudgetTile {

    private BudgetTile() {}

    public static Tile from(SessionState state) {
        var window = Words.span(state.info().window());
        var title = "Error budget left (" + window + ")";
        if (state.figures().budget().isEmpty()) {
            return Tile.noData(
                    title, "nothing to spend before the first request", "budget left = 1 - (bad / total) / (1 - objective)");
        }
        var budget = state.figures().budget().get();
        double left = budget.remaining();
        var spent = Words.count(budget.bad()) + " of " + Words.count((long) Math.floor(budget.allowed()))
                + " failures spent";
        var tone = left <= 0 ? Tone.BAD : left < 0.5 ? Tone.WARN : Tone.GOOD;
        return new Tile(
                title,
                Words.wholePercent(left),
                tone,
                left < 0 ? "overspent · " + spent : spent,
                budget.formula(),
                Optional.empty(),
                Optional.of(new Tile.Bar(Math.clamp(left, 0, 1))));
    }
}
