/**
 * Recording and alerting rules. Read {@link dev.sloconsole.prometheus.rules.RuleTimer} first. Imports {@code config},
 * {@code ingest}, {@code promql} and {@code series}; evaluates on the rule-timer thread, never writes samples itself.
 */
@NullMarked
package dev.sloconsole.prometheus.rules;

import org.jspecify.annotations.NullMarked;
