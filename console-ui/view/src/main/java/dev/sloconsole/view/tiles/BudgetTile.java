package dev.sloconsole.view.tiles;

import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.SloFigures.AtCurrentTraffic;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.Written;
import java.util.Optional;

/** What is left of the error budget. Below nothing it says by how much it is overspent. */
public final class BudgetTile {

    /** Objective and window stand beside it, to be changed. */
    private static final String TITLE = "Error budget left";

    private BudgetTile() {}

    public static Tile from(SessionState state) {
        if (state.figures().budget().isEmpty()) {
            return Tile.noData(
                    TITLE,
                    "nothing to spend before the first request",
                    "budget left = 1 - (bad / total) / (1 - objective)");
        }
        var budget = state.figures().budget().get();
        double left = budget.remaining();
        var whole = state.figures().atCurrentTraffic();
        var spent = Written.count(budget.bad()) + " of "
                + Written.count((long) Math.floor(whole.map(AtCurrentTraffic::allowed).orElse(budget.allowed())))
                + whole.map(w -> " at " + Math.round(w.perSecond()) + "/s").orElse(" failures");
        var tone = left <= 0 ? Tone.BAD : left < 0.5 ? Tone.WARN : Tone.GOOD;
        return new Tile(
                TITLE,
                Written.share(left),
                tone,
                (left < 0 ? "overspent · " : "spent ") + spent,
                budget.formula() + whole.map(BudgetTile::wholeWindow).orElse(""),
                Optional.empty(),
                Optional.of(new Tile.Bar(Math.clamp(left, 0, 1))));
    }

    private static String wholeWindow(AtCurrentTraffic whole) {
        return "\nat current traffic: " + whole.formula() + ", or " + Written.span(whole.outageLeft())
                + " in which nobody is served";
    }
}
