package dev.sloconsole.prometheus.ingest;

import dev.sloconsole.prometheus.series.Labels;
import dev.sloconsole.prometheus.series.StaleMarker;

/** A value of one series at one time, in milliseconds since the epoch. */
public record Sample(Labels labels, long timestampMillis, double value) {

    /** The end of a series. */
    public static Sample stale(Labels labels, long timestampMillis) {
        return new Sample(labels, timestampMillis, StaleMarker.VALUE);
    }
}
