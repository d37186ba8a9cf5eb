package dev.sloconsole.session;

import java.time.Duration;

/**
 * An event as the session stamped it.
 *
 * @param sequence 1 for the first fact of a session, without gaps
 * @param at monotonic time since the session started
 */
public record Fact(long sequence, Duration at, SessionEvent event) {}
