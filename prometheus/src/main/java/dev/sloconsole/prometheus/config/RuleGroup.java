package dev.sloconsole.prometheus.config;

import dev.sloconsole.prometheus.series.Labels;
import java.time.Duration;
import java.util.List;

/**
 * Rules that are evaluated together, one after the other.
 *
 * @param limit most series one rule may produce; 0 for no limit
 */
public record RuleGroup(String file, String name, Duration interval, int limit, List<Rule> rules) {

    public RuleGroup {
        rules = List.copyOf(rules);
    }

    /** A rule of either kind. */
    public sealed interface Rule {

        String name();

        String expr();

        /** Labels added to what the expression gives; those of an alerting rule may be templates. */
        Labels labels();
    }

    /** Keeps an expression's result as a series of its own. */
    public record RecordingRule(String name, String expr, Labels labels) implements Rule {}

    /** Fires while an expression has a result. */
    public record AlertingRule(
            String name, String expr, Duration holdFor, Duration keepFiringFor, Labels labels, Labels annotations)
            implements Rule {}
}
