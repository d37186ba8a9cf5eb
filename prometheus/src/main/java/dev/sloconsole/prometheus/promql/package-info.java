/**
 * PromQL as of Prometheus 3: {@code parser} (text to expression), {@code engine} (expression to value), and the two
 * tables of functions (signatures, behaviour). Read {@link dev.sloconsole.prometheus.promql.PromqlEngine} first. Pure;
 * runs on the caller's thread.
 */
@NullMarked
package dev.sloconsole.prometheus.promql;

import org.jspecify.annotations.NullMarked;
