/**
 * What the console learns from the stack's Prometheus, real or embedded, over its HTTP API, and what it tells it. Read
 * {@link dev.sloconsole.prometheus.watch.MetricFact} first; {@code PrometheusWatcher} emits them and
 * {@code RemoteWriter} sends samples, each on its own thread. Imports {@code remote}, {@code series} and the sample.
 */
@NullMarked
package dev.sloconsole.prometheus.watch;

import org.jspecify.annotations.NullMarked;
