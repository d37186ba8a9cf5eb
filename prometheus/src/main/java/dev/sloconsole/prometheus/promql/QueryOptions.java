package dev.sloconsole.prometheus.promql;

import java.time.Duration;

/**
 * How queries are evaluated and where they are stopped; the defaults are Prometheus's.
 *
 * @param lookback how old a sample may be to stand for its series
 * @param subqueryStep the step of a subquery that names none
 * @param maxSamples how many samples a query may hold in memory
 * @param maxPoints how many steps a range query may have
 * @param timeout how long a query may take
 * @param samplesAtOnce how many samples a range query reads at once; where it needs more, it goes part by part of its
 *     time. A single moment may need four times as many
 * @param delayedNameRemoval whether the metric's name is kept until the whole expression is evaluated
 */
public record QueryOptions(
        Duration lookback,
        Duration subqueryStep,
        long maxSamples,
        int maxPoints,
        Duration timeout,
        long samplesAtOnce,
        boolean delayedNameRemoval) {

    private static final long LEAST = 100_000;
    /** A sixteenth of the heap, at 16 bytes a sample. */
    private static final long FITTING = Math.max(10_000, Runtime.getRuntime().maxMemory() / 256);

    public static final QueryOptions DEFAULT = new QueryOptions(
            Duration.ofMinutes(5), Duration.ofMinutes(1), 50_000_000, 11_000, Duration.ofMinutes(2), FITTING, false);

    public QueryOptions {
        if (lookback.isNegative() || lookback.isZero() || subqueryStep.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "lookback and subquery step must be positive: " + lookback + ", " + subqueryStep);
        }
        if (maxSamples < 1 || maxPoints < 1 || timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException(
                    "limits must be positive: " + maxSamples + " samples, " + maxPoints + " points, " + timeout);
        }
    }

    public QueryOptions withLookback(Duration value) {
        return new QueryOptions(value, subqueryStep, maxSamples, maxPoints, timeout, samplesAtOnce, delayedNameRemoval);
    }

    public QueryOptions withMaxSamples(long value) {
        return new QueryOptions(lookback, subqueryStep, value, maxPoints, timeout, samplesAtOnce, delayedNameRemoval);
    }

    public QueryOptions withTimeout(Duration value) {
        return new QueryOptions(
                lookback, subqueryStep, maxSamples, maxPoints, value, samplesAtOnce, delayedNameRemoval);
    }

    public QueryOptions withDelayedNameRemoval(boolean value) {
        return new QueryOptions(lookback, subqueryStep, maxSamples, maxPoints, timeout, samplesAtOnce, value);
    }

    public QueryOptions withSamplesAtOnce(long value) {
        return new QueryOptions(lookback, subqueryStep, maxSamples, maxPoints, timeout, value, delayedNameRemoval);
    }

    /** What no single selector may read, and no answer hold. */
    long mostAtOnce() {
        return Math.max(LEAST, 4 * samplesAtOnce);
    }
}
