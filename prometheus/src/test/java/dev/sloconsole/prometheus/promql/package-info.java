/** Tests of the engine as a whole; its cases in Prometheus's test language are in {@code conformance}. */
@NullMarked
package dev.sloconsole.prometheus.promql;

import org.jspecify.annotations.NullMarked;
