package dev.sloconsole.prometheus.promql.functions;

import java.util.Arrays;

/**
 * The samples of one series within a range, oldest first, no stale markers among them. A view on arrays that hold more;
 * it moves on from step to step, so nobody may keep it.
 */
public final class Window {

    private final long[] timestamps;
    private final double[] values;
    private final int count;
    private int from;
    private int to;
    private long startMillis;
    private long endMillis;
    private long evaluationMillis;

    /** A window on the first {@code count} elements of both arrays, to which nobody may write any more. */
    public Window(long[] timestamps, double[] values, int count) {
        this.timestamps = timestamps;
        this.values = values;
        this.count = count;
    }

    /** Moves to the samples after {@code start} (exclusive) and up to {@code end} (inclusive), both in milliseconds. */
    public void moveTo(long start, long end, long evaluation) {
        if (start < startMillis || end < endMillis) {
            from = 0;
            to = 0;
        }
        startMillis = start;
        endMillis = end;
        evaluationMillis = evaluation;
        while (from < count && timestamps[from] <= start) {
            from++;
        }
        to = Math.max(from, to);
        while (to < count && timestamps[to] <= end) {
            to++;
        }
    }

    public int size() {
        return to - from;
    }

    public boolean isEmpty() {
        return to == from;
    }

    public long timestamp(int i) {
        return timestamps[from + i];
    }

    public double value(int i) {
        return values[from + i];
    }

    public double last() {
        return values[to - 1];
    }

    public long lastTimestamp() {
        return timestamps[to - 1];
    }

    public double[] values() {
        return Arrays.copyOfRange(values, from, to);
    }

    public long[] timestamps() {
        return Arrays.copyOfRange(timestamps, from, to);
    }

    /** Where the range begins; a sample there is outside. */
    public long startMillis() {
        return startMillis;
    }

    /** Where the range ends; a sample there is inside. */
    public long endMillis() {
        return endMillis;
    }

    /** The moment for which the expression is evaluated, whatever offset the range has. */
    public long evaluationMillis() {
        return evaluationMillis;
    }

    public double rangeSeconds() {
        return (endMillis - startMillis) / 1000.0;
    }
}
