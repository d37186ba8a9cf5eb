package dev.sloconsole.prometheus.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sloconsole.prometheus.series.Labels;
import dev.sloconsole.prometheus.series.Series;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Asks one Prometheus. Answers are bounded in time and size; what is not an answer of Prometheus is an exception. */
final class PrometheusClient {

    private static final long MAX_ANSWER = 32L << 20;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final OkHttpClient client;
    private final HttpUrl base;
    private final Duration timeout;
    private volatile @Nullable Call running;
    private volatile boolean cancelled;

    PrometheusClient(OkHttpClient client, URI address, Duration timeout) throws IOException {
        HttpUrl url = HttpUrl.parse(address.toString());
        if (url == null) {
            throw new IOException(address + " is not the address of a Prometheus");
        }
        this.client = client;
        this.base = url;
        this.timeout = timeout;
    }

    /** The series of a range selector, sorted by labels. */
    List<Series> rangeVector(String query) throws IOException {
        var series = new ArrayList<Series>();
        for (JsonNode entry : result(query, "matrix")) {
            JsonNode points = entry.path("values");
            long[] timestamps = new long[points.size()];
            double[] values = new double[points.size()];
            for (int i = 0; i < points.size(); i++) {
                timestamps[i] = Math.round(points.get(i).path(0).asDouble() * 1000);
                values[i] = number(points.get(i).path(1).asText());
            }
            series.add(new Series(labels(entry.path("metric")), timestamps, values));
        }
        series.sort((a, b) -> a.labels().compareTo(b.labels()));
        return series;
    }

    /** The labels of the series that an instant selector finds alive. */
    List<Labels> alive(String query) throws IOException {
        var found = new ArrayList<Labels>();
        for (JsonNode entry : result(query, "vector")) {
            found.add(labels(entry.path("metric")));
        }
        return found;
    }

    private JsonNode result(String query, String type) throws IOException {
        var form = new FormBody.Builder().add("query", query).build();
        JsonNode data =
                data(new Request.Builder().url(url("api/v1/query")).post(form).build());
        if (!data.path("resultType").asText().equals(type)
                || !data.path("result").isArray()) {
            throw new IOException("it answered " + query + " with something that is no " + type);
        }
        return data.path("result");
    }

    /** The {@code data} that a path under {@code /api/v1/} answers. */
    JsonNode get(String path) throws IOException {
        return data(new Request.Builder().url(url("api/v1/" + path)).build());
    }

    private HttpUrl url(String path) throws IOException {
        HttpUrl url = base.resolve(path);
        if (url == null) {
            throw new IOException(base + " is not the address of a Prometheus");
        }
        return url;
    }

    private JsonNode data(Request request) throws IOException {
        Call call = client.newCall(request);
        call.timeout().timeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
        running = call;
        if (cancelled) {
            throw new InterruptedIOException("closing");
        }
        try (Response response = call.execute()) {
            var source = response.body().source();
            if (source.request(MAX_ANSWER + 1)) {
                throw new IOException("it answered with more than " + (MAX_ANSWER >> 20) + " MB");
            }
            byte[] bytes = source.readByteArray();
            if (response.code() != 200) {
                throw new IOException("it answered HTTP status " + response.code() + errorOf(bytes));
            }
            JsonNode answer = MAPPER.readTree(bytes);
            if (answer == null || !answer.path("status").asText().equals("success")) {
                throw new IOException("it answered something that is not Prometheus's");
            }
            return answer.path("data");
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IOException("it answered something that is not JSON", e);
        }
    }

    private static String errorOf(byte[] body) {
        try {
            JsonNode answer = MAPPER.readTree(body);
            String error = answer == null ? "" : answer.path("error").asText();
            return error.isEmpty() ? "" : " (" + error + ")";
        } catch (IOException e) {
            return "";
        }
    }

    private static Labels labels(JsonNode metric) {
        var map = new TreeMap<String, String>();
        metric.properties()
                .forEach(label -> map.put(label.getKey(), label.getValue().asText()));
        return Labels.of(map);
    }

    private static double number(String text) throws IOException {
        try {
            return switch (text) {
                case "NaN" -> Double.NaN;
                case "+Inf" -> Double.POSITIVE_INFINITY;
                case "-Inf" -> Double.NEGATIVE_INFINITY;
                default -> Double.parseDouble(text);
            };
        } catch (NumberFormatException e) {
            throw new IOException("it answered \"" + text + "\" where a number belongs", e);
        }
    }

    /** Ends the running request and refuses later ones; from any thread. */
    void cancel() {
        cancelled = true;
        Call call = running;
        if (call != null) {
            call.cancel();
        }
    }
}
