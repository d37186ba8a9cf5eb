package dev.sloconsole.view.targets;

import dev.sloconsole.session.Metrics.Target;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.Written;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** A scrape target as a line of the table. */
public record TargetRow(String job, String instance, String health, Tone tone, String since, String error) {

    public static List<TargetRow> from(SessionState state, Duration now) {
        boolean reachable = state.metrics().reachable();
        return state.metrics().targets().stream()
                .map(t -> new TargetRow(
                        t.job(),
                        t.instance(),
                        reachable
                                ? t.health().toUpperCase(Locale.ROOT)
                                : t.health().toUpperCase(Locale.ROOT) + " (stale)",
                        reachable ? tone(t) : Tone.MUTED,
                        Written.span(Written.between(t.since(), now)),
                        t.lastError().map(ScrapeError::told).orElse("")))
                .toList();
    }

    private static Tone tone(Target target) {
        return target.up() ? Tone.GOOD : target.down() ? Tone.BAD : Tone.WARN;
    }
}
