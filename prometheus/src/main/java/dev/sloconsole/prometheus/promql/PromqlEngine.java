package dev.sloconsole.prometheus.promql;

import dev.sloconsole.prometheus.promql.engine.Engine;
import dev.sloconsole.prometheus.series.SeriesReader;
import java.util.function.LongSupplier;

/**
 * Evaluates PromQL over stored series. Immutable and safe to share; a query runs on its caller's thread, and ends with a
 * refusal when that is interrupted.
 */
public final class PromqlEngine {

    private final Engine engine;

    /** An engine with Prometheus's defaults. */
    public PromqlEngine() {
        this(QueryOptions.DEFAULT);
    }

    public PromqlEngine(QueryOptions options) {
        this(options, System::nanoTime);
    }

    /** @param nanoClock against which a query's time is measured */
    public PromqlEngine(QueryOptions options, LongSupplier nanoClock) {
        this.engine = new Engine(options, nanoClock);
    }

    /** Evaluates a query at one moment, in milliseconds since the epoch. */
    public QueryResult instant(String query, SeriesReader series, long timeMillis) {
        return engine.instant(query, series, timeMillis);
    }

    /** Evaluates a query at {@code start + i * step}, up to and including {@code end}; all in milliseconds. */
    public QueryResult range(String query, SeriesReader series, long startMillis, long endMillis, long stepMillis) {
        return engine.range(query, series, startMillis, endMillis, stepMillis);
    }
}
