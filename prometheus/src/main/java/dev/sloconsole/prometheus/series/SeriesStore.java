package dev.sloconsole.prometheus.series;

/** Series in memory. One thread appends; {@link #snapshot} may be called from any. */
public final class SeriesStore {

    /** Appends a sample; false (and nothing stored) if it is older than the series' newest, or another value at its time. */
    public boolean append(Labels labels, long timestampMillis, double value) {
        throw new UnsupportedOperationException();
    }

    /** What was appended so far; later appends do not show in it. Costs little: no samples are copied. */
    public SeriesReader snapshot() {
        throw new UnsupportedOperationException();
    }

    /** Forgets the samples before a moment, and series that have none left. */
    public void forgetBefore(long timestampMillis) {
        throw new UnsupportedOperationException();
    }
}
