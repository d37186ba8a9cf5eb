package dev.sloconsole.session;

import java.time.Duration;

/**
 * Good requests of all, as the users saw it; there is at least one.
 *
 * @param range over which they were counted
 */
public record Sli(long good, long total, Duration range) {

    public Sli {
        if (total <= 0 || good < 0 || good > total) {
            throw new IllegalArgumentException("An SLI needs requests: " + good + " of " + total + " is none.");
        }
    }

    /** Between 0 and 1. */
    public double value() {
        return (double) good / total;
    }
}
