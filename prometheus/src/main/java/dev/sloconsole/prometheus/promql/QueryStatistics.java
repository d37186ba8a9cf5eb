package dev.sloconsole.prometheus.promql;

import java.util.SortedMap;
import java.util.TreeMap;

/** How much a query looked at. Belongs to one query, and is complete when that is answered. */
public final class QueryStatistics {

    private final SortedMap<Long, Long> perStep = new TreeMap<>();
    private long step = Long.MIN_VALUE;
    private long inStep;
    private long peak;

    void atStep(long timeMillis) {
        if (timeMillis != step) {
            close();
            step = timeMillis;
        }
    }

    void looked(long samples) {
        inStep += samples;
    }

    private void close() {
        if (step != Long.MIN_VALUE) {
            perStep.merge(step, inStep, Long::sum);
            inStep = 0;
        }
    }

    void held(long samples) {
        peak = Math.max(peak, samples);
    }

    /** Samples looked at, by the step in milliseconds since the epoch; those of a subquery count for the first. */
    public SortedMap<Long, Long> perStep() {
        close();
        return new TreeMap<>(perStep);
    }

    /** Samples looked at in all steps. */
    public long samples() {
        close();
        return perStep.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The most samples that were in memory at a time. */
    public long peakSamples() {
        return peak;
    }
}
