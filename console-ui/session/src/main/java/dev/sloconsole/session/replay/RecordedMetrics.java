package dev.sloconsole.session.replay;

import dev.sloconsole.prometheus.promql.PromqlEngine;
import dev.sloconsole.prometheus.promql.QueryResult;
import dev.sloconsole.prometheus.series.SeriesReader;
import java.time.Duration;
import java.time.Instant;

/**
 * The recorded series as they were known at a moment of a class, to be asked in PromQL. What was scraped later is
 * invisible, also to a query with a negative offset.
 *
 * @param now the moment on the wall clock, which stamps the samples
 */
public record RecordedMetrics(SeriesReader series, Instant now) {

    private static final PromqlEngine ENGINE = new PromqlEngine();

    /** A query's value at the moment, or its refusal in Prometheus's words. */
    public QueryResult instant(String query) {
        return ENGINE.instant(query, series, now.toEpochMilli());
    }

    /** A query's values over the stretch before the moment, a step apart, the moment itself last. */
    public QueryResult range(String query, Duration back, Duration step) {
        if (step.toMillis() <= 0 || back.isNegative()) {
            throw new IllegalArgumentException(
                    "A range needs a step of a millisecond at least, and goes back in time.");
        }
        long steps = back.toMillis() / step.toMillis();
        long end = now.toEpochMilli();
        return ENGINE.range(query, series, end - steps * step.toMillis(), end, step.toMillis());
    }
}
