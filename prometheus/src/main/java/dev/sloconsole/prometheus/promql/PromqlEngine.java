package dev.sloconsole.prometheus.promql;

import dev.sloconsole.prometheus.series.SeriesReader;

/** Evaluates PromQL over stored series. Immutable and safe to share. */
public final class PromqlEngine {

    /** Evaluates a query at one moment, in milliseconds since the epoch. */
    public QueryResult instant(String query, SeriesReader series, long timeMillis) {
        throw new UnsupportedOperationException();
    }

    /** Evaluates a query at {@code start + i * step}, up to and including {@code end}; all in milliseconds. */
    public QueryResult range(String query, SeriesReader series, long startMillis, long endMillis, long stepMillis) {
        throw new UnsupportedOperationException();
    }
}
