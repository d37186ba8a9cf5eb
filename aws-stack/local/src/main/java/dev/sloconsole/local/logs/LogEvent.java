package dev.sloconsole.local.logs;

import java.time.Instant;

/**
 * One line in a stream, without its line end.
 *
 * @param number counts up over all streams, in the order in which the lines came; never given twice
 */
public record LogEvent(long number, Instant time, String message) {}
