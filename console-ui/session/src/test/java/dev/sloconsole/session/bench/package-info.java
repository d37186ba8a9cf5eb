/**
 * Measures the session: traffic, journal, replay. Read {@link dev.sloconsole.session.bench.Benchmarks} first; it is run
 * by {@code mvn -Pbench -pl console-ui/session -am verify}.
 */
@NullMarked
package dev.sloconsole.session.bench;

import org.jspecify.annotations.NullMarked;
