package dev.sloconsole.prometheus.rules;

import dev.sloconsole.prometheus.series.Labels;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * An alert of a rule, for one set of labels.
 *
 * @param labels with {@code alertname} and the rule's own labels filled in
 * @param value of the expression when it last held
 * @param keepFiringSince when the expression stopped holding while the rule keeps the alert firing
 */
public record Alert(
        Labels labels,
        Labels annotations,
        State state,
        Instant activeAt,
        double value,
        Optional<Instant> keepFiringSince) {

    /** An alert's state, by Prometheus's names in lower case, the mildest first. */
    public enum State {
        INACTIVE,
        PENDING,
        FIRING;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
