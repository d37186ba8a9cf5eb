package dev.sloconsole.session.figures;

import dev.sloconsole.prometheus.promql.PromValue;
import dev.sloconsole.prometheus.promql.PromqlEngine;
import dev.sloconsole.prometheus.promql.QueryResult;
import dev.sloconsole.prometheus.series.LabelMatcher;
import dev.sloconsole.prometheus.series.Labels;
import dev.sloconsole.prometheus.series.Series;
import dev.sloconsole.prometheus.series.SeriesReader;
import dev.sloconsole.prometheus.series.StaleMarker;
import dev.sloconsole.session.SloFigures;
import dev.sloconsole.session.SloFigures.ServerSli;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the server counted, by the lesson's original queries as they stand in the dashboard. They are kept as they are,
 * with what they hide: a dead task counts nothing.
 */
public final class ServerFigures {

    private static final String GOOD = "sum(rate(http_requests_total{http_status=~\"2..\"}[5m]))";
    private static final String ALL = "clamp_min(sum(rate(http_requests_total[5m])), 0.00001)";

    /** The success-rate panel. */
    public static final String SLI_QUERY = GOOD + " / " + ALL;

    /** The error-rate panel. */
    public static final String ERROR_RATE_QUERY = "sum(rate(http_requests_total{http_status!~\"2..\"}[5m]))";

    private static final PromqlEngine ENGINE = new PromqlEngine();
    private static final List<LabelMatcher> REQUESTS =
            List.of(new LabelMatcher.Equal(Labels.NAME, "http_requests_total"));

    private ServerFigures() {}

    /**
     * The SLI where the server counted any request: without one the query answers 0, which no user saw. Empty too where
     * Prometheus would answer nothing, or not a number.
     */
    static Optional<ServerSli> sli(SeriesReader series, Instant now) {
        var all = value(ALL, series, now).filter(rate -> rate > 0.00001);
        return all.flatMap(rate -> value(SLI_QUERY, series, now)
                .flatMap(sli -> value(GOOD, series, now).map(good -> new ServerSli(sli, good, rate))));
    }

    static Optional<Double> errorRate(SeriesReader series, Instant now) {
        return value(ERROR_RATE_QUERY, series, now);
    }

    /** How old the newest sample is that the SLI is made of. */
    static Optional<Duration> age(SeriesReader series, Instant now) {
        long until = now.toEpochMilli();
        long newest = Long.MIN_VALUE;
        for (Series s : series.select(REQUESTS, until - SloFigures.SLI_RANGE.toMillis(), until)) {
            for (int i = s.size() - 1; i >= 0; i--) {
                if (!StaleMarker.isStale(s.value(i))) {
                    newest = Math.max(newest, s.timestamp(i));
                    break;
                }
            }
        }
        return newest == Long.MIN_VALUE ? Optional.empty() : Optional.of(Duration.ofMillis(until - newest));
    }

    /** A query's one value at a moment; empty where there is none or several, or it is not a number. */
    static Optional<Double> value(String query, SeriesReader series, Instant now) {
        var values = values(query, series, now);
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }

    /** A query's values at a moment, without those that are not numbers; the query is known to be valid. */
    public static List<Double> values(String query, SeriesReader series, Instant now) {
        return switch (ENGINE.instant(query, series, now.toEpochMilli())) {
            case QueryResult.Rejected rejected ->
                throw new IllegalStateException("The query " + query + " was rejected: " + rejected.message());
            case QueryResult.Value(var value, var warnings, var infos) -> numbers(value);
        };
    }

    /** What is wrong with a query, in Prometheus's words; empty for a valid one. */
    public static Optional<String> problem(String query) {
        return switch (ENGINE.instant(query, (matchers, from, to) -> List.of(), 0)) {
            case QueryResult.Rejected rejected -> Optional.of(rejected.message());
            case QueryResult.Value valid -> Optional.empty();
        };
    }

    private static List<Double> numbers(PromValue value) {
        return switch (value) {
            case PromValue.Scalar s -> Double.isNaN(s.value()) ? List.of() : List.of(s.value());
            case PromValue.Vector v ->
                v.samples().stream()
                        .map(PromValue.VectorSample::value)
                        .filter(x -> !x.isNaN())
                        .toList();
            case PromValue.Text t -> List.of();
            case PromValue.Matrix m -> List.of();
        };
    }
}
