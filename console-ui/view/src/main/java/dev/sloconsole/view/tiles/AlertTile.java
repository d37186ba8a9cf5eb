package dev.sloconsole.view.tiles;

import dev.sloconsole.session.SessionState;
import dev.sloconsole.view.LaneWords;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.Written;
import dev.sloconsole.view.alerts.BurnWords;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;

/** The gravest alert that Prometheus has. */
public final class AlertTile {

    private static final String TITLE = "Alert (Prometheus)";
    private static final String RULE =
            "An alert fires when the burn rate is above its threshold over a long and a short window.";

    private AlertTile() {}

    public static Tile from(SessionState state, Duration now) {
        var metrics = state.metrics();
        if (state.stack().deleted()) {
            return Tile.noData(TITLE, "Prometheus went with the stack", why(state));
        }
        var stale = metrics.reachable() || metrics.lastSample().isEmpty()
                ? Optional.<String>empty()
                : metrics.lastSample().map(at -> Written.span(Written.between(at, now)) + " old");
        if (!metrics.reachable() && metrics.lastSample().isEmpty()) {
            return Tile.noData(TITLE, "Prometheus is not there yet", why(state));
        }
        var worst = metrics.gravestAlert();
        if (worst.isEmpty()) {
            return Tile.of(
                    TITLE,
                    metrics.reachable() ? "None" : "Unknown",
                    metrics.reachable() ? Tone.GOOD : Tone.MUTED,
                    metrics.reachable() ? "nothing pending, nothing firing" : "Prometheus does not answer",
                    why(state),
                    stale);
        }
        var alert = worst.get();
        boolean firing = alert.firing();
        return Tile.of(
                TITLE,
                LaneWords.name(alert.severity()) + " " + alert.state(),
                firing && alert.pages() ? Tone.BAD : Tone.WARN,
                alert.name() + " · for " + Written.shortClock(Written.between(alert.since(), now)),
                (alert.summary().isEmpty() ? "" : alert.summary() + "\n") + why(state),
                stale);
    }

    /** Every alert of the policy with its verdict, by what the users got. */
    private static String why(SessionState state) {
        var figures = state.figures();
        return RULE + "\nThe console judges by what the users got:"
                + figures.burnAlerts().stream()
                        .map(a -> "\n" + BurnWords.name(a) + ": "
                                + BurnWords.why(a, figures, state.info().window()))
                        .collect(Collectors.joining());
    }
}
