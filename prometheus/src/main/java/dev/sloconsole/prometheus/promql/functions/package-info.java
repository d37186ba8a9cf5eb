/**
 * What PromQL's functions do: one small function for each entry of the tables. Read
 * {@link dev.sloconsole.prometheus.promql.functions.RangeFunctions} first. Works on numbers and labels, and knows
 * nothing of expressions; pure, runs on the caller's thread.
 */
@NullMarked
package dev.sloconsole.prometheus.promql.functions;

import org.jspecify.annotations.NullMarked;
