package dev.sloconsole.view.tiles;

import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.SloFigures.Figure;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.Written;
import java.time.Duration;
import java.util.Optional;

/** What the users got, with what the server says beside it. */
public final class SliTile {

    private static final String TITLE = "SLI, what users got (5 min)";
    /** Three scrapes without a new sample. */
    static final Duration STALE_AFTER = Duration.ofSeconds(15);

    private SliTile() {}

    public static Tile from(SessionState state) {
        var figures = state.figures();
        double objective = state.info().objective();
        var server = figures.serverSli()
                .map(Figure::value)
                .map(v -> "server says " + Written.sli(v, objective))
                .orElse("server: no data");
        var note = "objective " + Written.objective(objective) + " · " + server;
        var stale = figures.serverSli()
                .flatMap(f -> figures.serverSliAge())
                .filter(age -> age.compareTo(STALE_AFTER) > 0)
                .map(age -> "server: " + Written.span(age) + " old");
        var formula = "Users: " + figures.userSli().map(Figure::formula).orElse("no request in the last 5 minutes")
                + "\nServer: " + figures.serverSli().map(Figure::formula).orElse("the query answers nothing");
        if (figures.userSli().isEmpty()) {
            return new Tile(TITLE, "No data", Tone.MUTED, note, formula, stale, Optional.empty());
        }
        double value = figures.userSli().get().value();
        return new Tile(TITLE, Written.sli(value, objective), tone(value, objective), note, formula, stale, Optional.empty());
    }

    /** Green at the objective, yellow within three error budgets of it: 99 % and 97 % for an objective of 99 %. */
    static Tone tone(double sli, double objective) {
        if (sli >= objective) {
            return Tone.GOOD;
        }
        return sli >= 1 - 3 * (1 - objective) - 1e-9 ? Tone.WARN : Tone.BAD;
    }
}
