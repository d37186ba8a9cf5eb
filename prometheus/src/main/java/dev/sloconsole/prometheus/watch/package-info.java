/**
 * What the console learns from the stack's Prometheus, real or embedded, over its HTTP API. Read
 * {@link dev.sloconsole.prometheus.watch.MetricFact} first; {@code PrometheusWatcher} emits them on its own thread.
 */
@NullMarked
package dev.sloconsole.prometheus.watch;

import org.jspecify.annotations.NullMarked;
