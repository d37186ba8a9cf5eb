package dev.sloconsole.prometheus.api;

import dev.sloconsole.prometheus.ingest.Ingest;
import dev.sloconsole.prometheus.promql.PromValue;
import dev.sloconsole.prometheus.promql.PromqlEngine;
import dev.sloconsole.prometheus.promql.QueryOptions;
import dev.sloconsole.prometheus.promql.QueryResult;
import dev.sloconsole.prometheus.promql.parser.ParseException;
import dev.sloconsole.prometheus.promql.parser.Parser;
import dev.sloconsole.prometheus.series.LabelMatcher;
import dev.sloconsole.prometheus.series.Labels;
import dev.sloconsole.prometheus.series.SeriesReader;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What asks the series: queries, and lists of series and labels. */
final class QueryApi implements AutoCloseable {

    private static final int MAX_POINTS = 11_000;
    private static final int CONCURRENT = 20;
    private static final int WAITING = 200;

    private final Ingest ingest;
    private final QueryOptions options;
    private final Clock clock;
    private final ThreadPoolExecutor queries;

    QueryApi(Ingest ingest, QueryOptions options, Clock clock) {
        this.ingest = ingest;
        this.options = options;
        this.clock = clock;
        this.queries = new ThreadPoolExecutor(
                CONCURRENT, CONCURRENT, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING),
                Thread.ofPlatform().name("query-", 1).daemon().factory());
        queries.allowCoreThreadTimeOut(true);
    }

    byte[] query(Parameters parameters) throws ApiError {
        long time = parameters.time("time").orElse(clock.millis());
        int limit = parameters.limit();
        PromqlEngine engine = engine(parameters);
        return answer(parameters, limit, () -> engine.instant(parameters.text("query"), ingest.snapshot(), time));
    }

    byte[] queryRange(Parameters parameters) throws ApiError {
        long start = parameters.requiredTime("start");
        long end = parameters.requiredTime("end");
        if (end < start) {
            throw ApiError.invalid("end", "end timestamp must not be before start time");
        }
        long step = parameters.requiredDuration("step").toMillis();
        if (step <= 0) {
            throw ApiError.invalid("step", "zero or negative query resolution step widths are not accepted. "
                    + "Try a positive integer");
        }
        if ((end - start) / step > MAX_POINTS) {
            throw ApiError.badData("exceeded maximum resolution of 11,000 points per timeseries. "
                    + "Try decreasing the query resolution (?step=XX)");
        }
        int limit = parameters.limit();
        PromqlEngine engine = engine(parameters);
        return answer(
                parameters, limit, () -> engine.range(parameters.text("query"), ingest.snapshot(), start, end, step));
    }

    private PromqlEngine engine(Parameters parameters) throws ApiError {
        return new PromqlEngine(options
                .withTimeout(timeout(parameters))
                .withLookback(parameters.duration("lookback_delta").filter(d ->
                        d.isPositive()).orElse(options.lookback())));
    }

    private Duration timeout(Parameters parameters) throws ApiError {
        Duration asked = parameters.duration("timeout").orElse(options.timeout());
        return asked.isPositive() && asked.compareTo(options.timeout()) < 0 ? asked : options.timeout();
    }

    private byte[] answer(Parameters parameters, int limit, Callable<QueryResult> query) throws ApiError {
        return switch (evaluate(query, timeout(parameters))) {
            case QueryResult.Value value -> {
                PromValue limited = limited(value.value(), limit);
                var warnings = new ArrayList<>(value.warnings());
                if (limited != value.value()) {
                    warnings.add("results truncated due to limit");
                }
                yield Json.success(json -> Json.value(json, limited), warnings, value.infos());
            }
            case QueryResult.Rejected rejected -> throw switch (rejected.kind()) {
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

    private static PromValue limited(PromValue value, int limit) {
        if (limit == 0) {
            return value;
        }
        return switch (value) {
            case PromValue.Vector vector when vector.samples().size() > limit ->
                new PromValue.Vector(vector.samples().subList(0, limit));
            case PromValue.Matrix matrix when matrix.series().size() > limit ->
                new PromValue.Matrix(matrix.series().subList(0, limit));
            case PromValue.Scalar scalar -> scalar;
            case PromValue.Text text -> text;
            case PromValue.Vector vector -> vector;
            case PromValue.Matrix matrix -> matrix;
        };
    }

    byte[] series(Parameters parameters) throws ApiError {
        if (parameters.all("match[]").isEmpty()) {
            throw ApiError.badData("no match[] parameter provided");
        }
        return limitedList(matching(parameters), parameters.limit(), Json::labels);
    }

    byte[] labelNames(Parameters parameters) throws ApiError {
        var names = new TreeSet<String>();
        matching(parameters).forEach(labels -> labels.forEach((name, value) -> names.add(name)));
        return limitedList(names, parameters.limit(), (json, name) -> json.writeString(name));
    }

    byte[] labelValues(String label, Parameters parameters) throws ApiError {
        var values = new TreeSet<String>();
        for (Labels labels : matching(parameters)) {
            if (!labels.get(label).isEmpty()) {
                values.add(labels.get(label));
            }
        }
        return limitedList(values, parameters.limit(), (json, value) -> json.writeString(value));
    }

    private interface ItemWriter<T> {
        void write(com.fasterxml.jackson.core.JsonGenerator json, T item) throws java.io.IOException;
    }

    private static <T> byte[] limitedList(java.util.Collection<T> items, int limit, ItemWriter<T> writer) {
        boolean truncated = limit > 0 && items.size() > limit;
        return Json.success(
                json -> {
                    json.writeStartArray();
                    for (T item : (Iterable<T>) items.stream().limit(truncated ? limit : items.size())::iterator) {
                        writer.write(json, item);
                    }
                    json.writeEndArray();
                },
                truncated ? List.of("results truncated due to limit") : List.of(),
                List.of());
    }

    /** The series that any of the {@code match[]} selectors accepts; all of them where there is none. */
    private TreeSet<Labels> matching(Parameters parameters) throws ApiError {
        long start = parameters.time("start").orElse(Long.MIN_VALUE / 2);
        long end = parameters.time("end").orElse(Long.MAX_VALUE / 2);
        if (end < start) {
            throw ApiError.invalid("end", "end timestamp must not be before start time");
        }
        var selectors = new ArrayList<List<LabelMatcher>>();
        for (String selector : parameters.all("match[]")) {
            try {
                selectors.add(Parser.parseSelector(selector));
            } catch (ParseException e) {
                throw ApiError.invalid("match[]", String.valueOf(e.getMessage()));
            }
        }
        if (selectors.isEmpty()) {
            selectors.add(List.of());
        }
        SeriesReader series = ingest.snapshot();
        var found = new TreeSet<Labels>();
        selectors.forEach(matchers -> found.addAll(series.labels(matchers, start - 1, end)));
        return found;
    }

    @Override
    public void close() {
        queries.shutdownNow();
    }
}
