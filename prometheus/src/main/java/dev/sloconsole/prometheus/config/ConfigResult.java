package dev.sloconsole.prometheus.config;

import java.util.List;

/** What came of reading a configuration: a configuration that is whole, or everything that is wrong with it. */
public sealed interface ConfigResult {

    /**
     * A valid configuration.
     *
     * @param ruleGroups of all rule files, in the order of the files
     */
    record Loaded(PrometheusConfig config, List<RuleGroup> ruleGroups) implements ConfigResult {
        public Loaded {
            ruleGroups = List.copyOf(ruleGroups);
        }
    }

    /** Nothing was taken over; at least one problem. */
    record Invalid(List<Problem> problems) implements ConfigResult {
        public Invalid {
            problems = List.copyOf(problems);
        }
    }
}
