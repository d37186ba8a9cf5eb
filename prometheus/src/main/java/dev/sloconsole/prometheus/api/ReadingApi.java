package dev.sloconsole.prometheus.api;

import dev.sloconsole.prometheus.promql.QueryOptions;
import dev.sloconsole.prometheus.series.SeriesReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.function.Supplier;

/**
 * The part of the API that reads, over series that nothing is scraped into, such as a recording's. It is asked in the
 * program itself; safe to use from any thread.
 */
public final class ReadingApi implements AutoCloseable {

    private static final int CONCURRENT = 2;

    private final QueryApi queries;
    private final SeriesApi series;

    /** An answer as it would go over HTTP. */
    public record Reply(int status, String json) {}

    /**
     * An API that evaluates two queries at a time.
     *
     * @param series as of the moment of asking
     * @param clock what now is, for a query that names no time
     */
    public ReadingApi(Supplier<SeriesReader> series, Clock clock) {
        this.queries = new QueryApi(series, QueryOptions.DEFAULT, CONCURRENT, clock);
        this.series = new SeriesApi(series);
    }

    /**
     * Answers a request.
     *
     * @param path below {@code /api/v1/}, such as {@code query_range}
     * @param parameters each such as {@code a=1&b=2}; a form's before those of the address
     */
    public Reply answer(String path, String... parameters) {
        try {
            return new Reply(200, text(data(path, new Parameters(parameters))));
        } catch (ApiError e) {
            return new Reply(e.type().status(), text(Json.error(e)));
        }
    }

    private byte[] data(String path, Parameters parameters) throws ApiError {
        return switch (path) {
            case "query" -> queries.query(parameters).bytes();
            case "query_range" -> queries.queryRange(parameters).bytes();
            case "series" -> series.series(parameters);
            case "labels" -> series.labelNames(parameters);
            default -> {
                if (path.startsWith("label/") && path.endsWith("/values") && path.length() > "label//values".length()) {
                    yield series.labelValues(
                            path.substring("label/".length(), path.length() - "/values".length()), parameters);
                }
                throw new ApiError(ApiError.Type.NOT_FOUND, "a recording does not answer /api/v1/" + path);
            }
        };
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        queries.close();
    }
}
