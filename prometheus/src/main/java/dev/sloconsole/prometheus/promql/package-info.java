/**
 * PromQL as of Prometheus 3, from expression to value: {@code Planner} turns an expression into nodes, which are then
 * asked for their value at one step after the other. Read {@link dev.sloconsole.prometheus.promql.PromqlEngine} first.
 * Imports {@code parser} (text to expression), {@code functions} (their table) and {@code series}; a plan belongs to one
 * query and runs on its caller's thread.
 */
@NullMarked
package dev.sloconsole.prometheus.promql;

import org.jspecify.annotations.NullMarked;
