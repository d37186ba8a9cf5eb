package dev.sloconsole.prometheus.rules;

import dev.sloconsole.prometheus.config.RuleGroup.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A rule and what its latest evaluation gave.
 *
 * @param alerts of an alerting rule, the active ones; empty for a recording rule
 */
public record RuleStatus(
        Rule rule,
        Health health,
        Optional<String> lastError,
        Optional<Instant> lastEvaluation,
        Duration took,
        List<Alert> alerts) {

    /** How the latest evaluation went, by Prometheus's names. */
    public enum Health {
        UNKNOWN("unknown"),
        OK("ok"),
        ERROR("err");

        private final String text;

        Health(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    public RuleStatus {
        alerts = List.copyOf(alerts);
    }

    static RuleStatus neverEvaluated(Rule rule) {
        return new RuleStatus(rule, Health.UNKNOWN, Optional.empty(), Optional.empty(), Duration.ZERO, List.of());
    }

    /** The state of the most advanced alert. */
    public Alert.State state() {
        return alerts.stream()
                .map(Alert::state)
                .max(java.util.Comparator.naturalOrder())
                .orElse(Alert.State.INACTIVE);
    }
}
