/**
 * PromQL's functions: one entry each in the table {@link dev.sloconsole.prometheus.promql.functions.Functions}, which is
 * the type to read first, and the arithmetic behind them. Works on numbers and labels, and knows nothing of expressions;
 * pure, runs on the caller's thread.
 */
@NullMarked
package dev.sloconsole.prometheus.promql.functions;

import org.jspecify.annotations.NullMarked;
