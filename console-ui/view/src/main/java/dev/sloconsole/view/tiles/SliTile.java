package dev.sloconsole.view.tiles;

import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.Sli;
import dev.sloconsole.session.SloFigures;
import dev.sloconsole.session.SloFigures.ServerSli;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.Written;
import java.time.Duration;
import java.util.Optional;

/** What the users got, with what the server says beside it. */
public final class SliTile {

    private static final String TITLE = "SLI, " + Written.span(SloFigures.SLI_RANGE);

    /** Three scrapes without a new sample. */
    static final Duration STALE_AFTER = Duration.ofSeconds(15);

    private SliTile() {}

    public static Tile from(SessionState state) {
        var figures = state.figures();
        double objective = state.info().objective();
        var server = figures.serverSli()
                .map(sli -> "server says " + Written.sli(sli.value(), objective))
                .orElse("server: no data");
        var note = "objective " + Written.objective(objective) + " · " + server;
        var stale = figures.serverSli()
                .flatMap(sli -> figures.serverSliAge())
                .filter(age -> age.compareTo(STALE_AFTER) > 0 && !state.stack().deleted())
                .map(age -> "server: " + Written.span(age) + " old");
        var formula = formula(figures, objective);
        return figures.userSli()
                .map(sli -> Tile.of(TITLE, written(sli, objective), tone(sli.value(), objective), note, formula, stale))
                .orElseGet(() -> Tile.of(TITLE, "No data", Tone.MUTED, note, formula, stale));
    }

    /** An SLI as every surface writes it. */
    public static String written(Sli sli, double objective) {
        return Written.sli(sli.good(), sli.total(), objective);
    }

    private static String formula(SloFigures figures, double objective) {
        return "What the users got:"
                + line("SLI, " + Written.span(SloFigures.SLI_RANGE), figures.userSli(), objective)
                + line("SLI, last " + Written.span(SloFigures.LATEST_RANGE), figures.latestSli(), objective)
                + line("SLI of this window", figures.windowSli(), objective)
                + "\nWhat the server counted: "
                + figures.serverSli().map(sli -> server(sli, objective)).orElse("nothing, so there is no SLI of it.")
                + figures.prometheusKnowsSince()
                        .map(at -> "\nPrometheus lost its history: it knows nothing before " + Written.shortClock(at)
                                + ".")
                        .orElse("");
    }

    private static String line(String name, Optional<Sli> sli, double objective) {
        return "\n" + name + ": "
                + sli.map(s -> Written.count(s.good()) + " ÷ " + Written.count(s.total()) + " = "
                                + written(s, objective))
                        .orElse("no request");
    }

    private static String server(ServerSli sli, double objective) {
        return Written.rate(sli.goodPerSecond()) + " ÷ " + Written.rate(sli.allPerSecond()) + " = "
                + Written.sli(sli.value(), objective);
    }

    /** Green at the objective, yellow within three error budgets of it: 99 % and 97 % for an objective of 99 %. */
    public static Tone tone(double sli, double objective) {
        if (sli >= objective) {
            return Tone.GOOD;
        }
        return sli >= 1 - 3 * (1 - objective) - 1e-9 ? Tone.WARN : Tone.BAD;
    }
}
