/**
 * Measures the local cloud as its clients see it, from outside: {@code ./slo cloud} is started and spoken to over the
 * network. Read {@link dev.sloconsole.local.bench.Benchmarks} first; it is run by
 * {@code ./slo cloud --help && mvn -Pbench -pl aws-stack/local -am verify}, where the first command builds.
 */
@NullMarked
package dev.sloconsole.local.bench;

import org.jspecify.annotations.NullMarked;
