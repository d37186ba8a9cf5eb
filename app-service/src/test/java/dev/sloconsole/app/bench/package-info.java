/**
 * Measures what one processor of this service answers, beside the service that it takes the place of. {@code Benchmarks}
 * writes {@code target/bench.md}; it asks over loopback and starts three processes at most.
 */
@NullMarked
package dev.sloconsole.app.bench;

import org.jspecify.annotations.NullMarked;
