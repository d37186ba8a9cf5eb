/**
 * Measures the engine beside a real Prometheus: ingest, memory, and the lesson's queries over HTTP. Read
 * {@link dev.sloconsole.prometheus.bench.Benchmarks} first; it is run by {@code mvn -Pbench -pl prometheus -am verify}.
 */
@NullMarked
package dev.sloconsole.prometheus.bench;

import org.jspecify.annotations.NullMarked;
