/**
 * What Go's standard library writes and reads, to the letter: numbers, quotes, regular expressions, {@code printf}.
 * Prometheus shows these everywhere, and whoever compares sees every digit. Read
 * {@link dev.sloconsole.prometheus.golang.GoNumbers} first. Imports nothing of ours; pure, runs on any thread.
 */
@NullMarked
package dev.sloconsole.prometheus.golang;

import org.jspecify.annotations.NullMarked;
