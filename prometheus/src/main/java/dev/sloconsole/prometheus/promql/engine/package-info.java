/**
 * Expressions to values: {@code Planner} turns an expression into nodes, which are then asked for their value at one
 * step after the other. Read {@link dev.sloconsole.prometheus.promql.engine.Evaluation} first. A plan belongs to one
 * query and runs on its caller's thread.
 */
@NullMarked
package dev.sloconsole.prometheus.promql.engine;

import org.jspecify.annotations.NullMarked;
