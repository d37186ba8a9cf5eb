package dev.sloconsole.prometheus.promql;

import dev.sloconsole.prometheus.promql.QueryResult.Rejected.Kind;
import java.util.function.LongSupplier;

/** What a query may still use: memory, counted in samples, and time. */
final class Budget {

    private final long maxSamples;
    private final LongSupplier nanoClock;
    private final long deadlineNanos;
    private final QueryStatistics statistics;
    private long held;

    Budget(long maxSamples, long timeoutNanos, LongSupplier nanoClock, QueryStatistics statistics) {
        this.statistics = statistics;
        this.maxSamples = maxSamples;
        this.nanoClock = nanoClock;
        this.deadlineNanos = nanoClock.getAsLong() + timeoutNanos;
    }

    /** Counts samples that stay in memory until the query ends. */
    void hold(long samples) {
        held += samples;
        statistics.held(held);
        check(0);
    }

    long held() {
        return held;
    }

    /** A part of the query's time is over: of what it held, only its results stay. */
    void keepOnly(long samples) {
        held = samples;
    }

    /** A step begins, in which samples will be looked at. */
    void atStep(long timeMillis) {
        statistics.atStep(timeMillis);
    }

    /** Samples were looked at. */
    void looked(long samples) {
        statistics.looked(samples);
    }

    /**
     * Checks that some more samples may be in memory for a moment, that there is time left, and that whoever asked
     * still waits: who does not interrupts the thread.
     */
    void check(long samples) {
        if (held + samples > maxSamples) {
            throw QueryStopped.tooManySamples();
        }
        if (Thread.currentThread().isInterrupted()) {
            throw QueryStopped.because("query was canceled in expression evaluation");
        }
        if (nanoClock.getAsLong() - deadlineNanos > 0) {
            throw new QueryStopped(Kind.TIMEOUT, "query timed out in expression evaluation");
        }
    }
}
