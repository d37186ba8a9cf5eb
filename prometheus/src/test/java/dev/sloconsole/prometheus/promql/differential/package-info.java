/**
 * Random queries, asked of the engine and of the machine's real Prometheus over the same samples. Read
 * {@link dev.sloconsole.prometheus.promql.differential.DifferentialTest} first.
 */
@NullMarked
package dev.sloconsole.prometheus.promql.differential;

import org.jspecify.annotations.NullMarked;
