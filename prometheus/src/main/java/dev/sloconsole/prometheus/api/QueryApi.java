package dev.sloconsole.prometheus.api;

import dev.sloconsole.prometheus.promql.PromValue;
import dev.sloconsole.prometheus.promql.PromqlEngine;
import dev.sloconsole.prometheus.promql.QueryOptions;
import dev.sloconsole.prometheus.promql.QueryResult;
import dev.sloconsole.prometheus.promql.QueryStatistics;
import dev.sloconsole.prometheus.promql.parser.ParseException;
import dev.sloconsole.prometheus.promql.parser.Parser;
import dev.sloconsole.prometheus.promql.parser.Printer;
import dev.sloconsole.prometheus.series.Series;
import dev.sloconsole.prometheus.series.SeriesReader;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Evaluates queries, a few at a time, each within its limits; and what only reads an expression. */
final class QueryApi implements AutoCloseable {

    private static final int MAX_POINTS = 11_000;
    private static final int WAITING = 200;
    private static final int STREAMED_FROM = 50_000;

    private final Supplier<SeriesReader> series;
    private final QueryOptions options;
    private final Clock clock;
    private final ThreadPoolExecutor queries;

    /** @param series as of the moment of asking */
    QueryApi(Supplier<SeriesReader> series, QueryOptions options, int concurrent, Clock clock) {
        this.series = series;
        this.options = options;
        this.clock = clock;
        this.queries = new ThreadPoolExecutor(
                concurrent,
                concurrent,
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(WAITING),
                Thread.ofPlatform().name("query-", 1).daemon().factory());
        queries.allowCoreThreadTimeOut(true);
    }

    Answer query(Parameters parameters) throws ApiError {
        int limit = parameters.limit();
        long time = parameters.time("time").orElse(clock.millis());
        PromqlEngine engine = engine(parameters);
        return answer(
                parameters,
                limit,
                statistics -> engine.instant(parameters.text("query"), series.get(), time, statistics));
    }

    Answer queryRange(Parameters parameters) throws ApiError {
        int limit = parameters.limit();
        long start = parameters.requiredTime("start");
        long end = parameters.requiredTime("end");
        if (end < start) {
            throw ApiError.invalid("end", "end timestamp must not be before start time");
        }
        Duration width = parameters.requiredDuration("step");
        if (!width.isPositive()) {
            throw ApiError.invalid(
                    "step",
                    "zero or negative query resolution step widths are not accepted. " + "Try a positive integer");
        }
        if (Duration.ofMillis(end - start).dividedBy(width) > MAX_POINTS) {
            throw ApiError.badData("exceeded maximum resolution of 11,000 points per timeseries. "
                    + "Try decreasing the query resolution (?step=XX)");
        }
        long step = Math.max(1, width.toMillis());
        PromqlEngine engine = engine(parameters);
        return answer(
                parameters,
                limit,
                statistics -> engine.range(parameters.text("query"), series.get(), start, end, step, statistics));
    }

    private PromqlEngine engine(Parameters parameters) throws ApiError {
        return new PromqlEngine(options.withTimeout(timeout(parameters))
                .withLookback(parameters
                        .duration("lookback_delta")
                        .filter(lookback -> lookback.toMillis() > 0)
                        .orElse(options.lookback())));
    }

    /** As asked, but not longer than the engine allows. */
    private Duration timeout(Parameters parameters) throws ApiError {
        Duration asked =
                parameters.duration("timeout").filter(Duration::isPositive).orElse(options.timeout());
        return asked.compareTo(options.timeout()) < 0 ? asked : options.timeout();
    }

    /** What a query is told that was given no time at all: first, as in Prometheus, what is wrong with it. */
    private static ApiError timedOutBefore(String query) {
        try {
            Parser.parse(query);
            return new ApiError(ApiError.Type.TIMEOUT, "query timed out in query queue");
        } catch (ParseException e) {
            return ApiError.invalid("query", e.describe(query));
        }
    }

    @FunctionalInterface
    private interface Query {
        QueryResult answer(QueryStatistics statistics);
    }

    private Answer answer(Parameters parameters, int limit, Query query) throws ApiError {
        if (parameters.duration("timeout").filter(asked -> !asked.isPositive()).isPresent()) {
            throw timedOutBefore(parameters.text("query"));
        }
        var spent = new Spent();
        Callable<QueryResult> timed = () -> {
            spent.begins();
            QueryResult result = query.answer(spent.statistics());
            spent.ends();
            return result;
        };
        String stats = parameters.text("stats");
        return switch (evaluate(timed, timeout(parameters))) {
            case QueryResult.Value value -> {
                PromValue limited = limited(value.value(), limit);
                var warnings = new ArrayList<>(value.warnings());
                if (limited != value.value()) {
                    warnings.add("results truncated due to limit");
                }
                Json.Data data = json -> {
                    json.writeStartObject();
                    Json.value(json, limited);
                    if (!stats.isEmpty()) {
                        spent.write(json, stats.equals("all"));
                    }
                    json.writeEndObject();
                };
                yield points(limited) < STREAMED_FROM
                        ? Answer.json(Json.success(data, warnings, value.infos()))
                        : Answer.streamedJson(out -> Json.write(out, data, warnings, value.infos()));
            }
            case QueryResult.Rejected rejected ->
                throw switch (rejected.kind()) {
                    case BAD_DATA -> ApiError.invalid("query", rejected.message());
                    case EXECUTION -> new ApiError(ApiError.Type.EXECUTION, rejected.message());
                    case TIMEOUT -> new ApiError(ApiError.Type.TIMEOUT, rejected.message());
                };
        };
    }

    private QueryResult evaluate(Callable<QueryResult> query, Duration timeout) throws ApiError {
        Future<QueryResult> future;
        try {
            future = queries.submit(query);
        } catch (RejectedExecutionException e) {
            throw new ApiError(ApiError.Type.UNAVAILABLE, "too many queries are waiting. Ask again later");
        }
        try {
            // The engine stops itself at its timeout; this is for a query that had to wait for a thread.
            return future.get(timeout.toMillis() + 500, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            future.cancel(true);
            throw new ApiError(ApiError.Type.TIMEOUT, "query timed out in query queue");
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw new ApiError(ApiError.Type.UNAVAILABLE, "the server is closing");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof StackOverflowError || cause instanceof OutOfMemoryError) {
                throw new ApiError(ApiError.Type.EXECUTION, "the query is too large for this engine: " + cause);
            }
            throw new IllegalStateException("A query ended by a fault of the engine.", cause);
        }
    }

    private static long points(PromValue value) {
        return switch (value) {
            case PromValue.Vector vector -> vector.samples().size();
            case PromValue.Matrix matrix ->
                matrix.series().stream().mapToLong(Series::size).sum();
            case PromValue.Scalar scalar -> 1;
            case PromValue.Text text -> 1;
        };
    }

    private static PromValue limited(PromValue value, int limit) {
        if (limit == 0) {
            return value;
        }
        return switch (value) {
            case PromValue.Vector vector
            when vector.samples().size() > limit ->
                new PromValue.Vector(vector.samples().subList(0, limit));
            case PromValue.Matrix matrix
            when matrix.series().size() > limit ->
                new PromValue.Matrix(matrix.series().subList(0, limit));
            case PromValue.Scalar scalar -> scalar;
            case PromValue.Text text -> text;
            case PromValue.Vector vector -> vector;
            case PromValue.Matrix matrix -> matrix;
        };
    }

    /** The query as Prometheus would write it. */
    byte[] format(Parameters parameters) throws ApiError {
        String query = parameters.text("query");
        try {
            String printed = Printer.pretty(Parser.parse(query));
            return Json.success(json -> json.writeString(printed));
        } catch (ParseException e) {
            throw ApiError.invalid("query", e.describe(query));
        }
    }

    /** No exemplar is kept, so there is none of any query that can be read. */
    byte[] exemplars(Parameters parameters) throws ApiError {
        long start = parameters.time("start").orElse(Long.MIN_VALUE);
        long end = parameters.time("end").orElse(Long.MAX_VALUE);
        if (end < start) {
            throw ApiError.badData("end timestamp must not be before start timestamp");
        }
        String query = parameters.text("query");
        try {
            Parser.parse(query);
        } catch (ParseException e) {
            throw ApiError.badData(e.describe(query));
        }
        return Json.success(json -> Json.strings(json, List.of()));
    }

    @Override
    public void close() {
        queries.shutdownNow();
    }
}
