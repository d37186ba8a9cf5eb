package dev.sloconsole.prometheus.series;

import java.util.Arrays;

/** The samples of one series within a range, oldest first. Stale markers are among them. */
public final class Series {

    private final Labels labels;
    private final long[] timestamps;
    private final double[] values;

    /** Takes both arrays over; nobody may write to them any more. */
    public Series(Labels labels, long[] timestamps, double[] values) {
        if (timestamps.length != values.length) {
            throw new IllegalArgumentException(timestamps.length + " timestamps for " + values.length + " values");
        }
        this.labels = labels;
        this.timestamps = timestamps;
        this.values = values;
    }

    public Labels labels() {
        return labels;
    }

    public int size() {
        return timestamps.length;
    }

    /** Milliseconds since the epoch. */
    public long timestamp(int i) {
        return timestamps[i];
    }

    public double value(int i) {
        return values[i];
    }

    /** All timestamps; shared, so nobody may write to them. */
    public long[] timestamps() {
        return timestamps;
    }

    /** All values; shared, so nobody may write to them. */
    public double[] values() {
        return values;
    }

    @Override
    public String toString() {
        return labels + " " + Arrays.toString(timestamps) + " " + Arrays.toString(values);
    }
}
