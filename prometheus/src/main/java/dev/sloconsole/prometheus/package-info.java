/**
 * The embedded engine as a whole: it scrapes, stores, evaluates and answers as Prometheus does. Read
 * {@link dev.sloconsole.prometheus.PrometheusServer} first; {@code PrometheusMain} is its command line. Imports all
 * packages of the engine.
 */
@NullMarked
package dev.sloconsole.prometheus;

import org.jspecify.annotations.NullMarked;
