/**
 * Runs cases in Prometheus's test language, from {@code .test} files and from a {@code cases.json}. Read
 * {@link dev.sloconsole.prometheus.promql.conformance.CaseRunner} first.
 */
@NullMarked
package dev.sloconsole.prometheus.promql.conformance;

import org.jspecify.annotations.NullMarked;
