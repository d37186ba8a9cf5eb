package dev.sloconsole.prometheus.bench;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One query of the lesson, asked over HTTP as Grafana asks it: at one moment, over 30 minutes (a point every 5 s) and
 * over 8 hours (a point every 30 s). The answer's whole body is read.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class QueryLatency {

    static final Map<String, String> QUERIES = Map.of(
            "success",
                    "sum(rate(http_requests_total{http_status=~\"2..\"}[5m]))"
                            + " / clamp_min(sum(rate(http_requests_total[5m])), 0.00001)",
            "errors", "sum(rate(http_requests_total{http_status!~\"2..\"}[5m]))",
            "users", "sum(rate(client_requests_total{outcome=\"2xx\"}[5m])) / sum(rate(client_requests_total[5m]))",
            "budget",
                    "1 - (1 - sum(rate(client_requests_total{outcome=\"2xx\"}[30m]))"
                            + " / sum(rate(client_requests_total[30m]))) / (1 - 0.99)",
            "up", "avg_over_time(up{job=\"sre-app\"}[2m])",
            "all", "sum by (job) (rate({job=\"sre-app\"}[1m]))");

    /** Which of the two is asked; its address stands in the property {@code bench.<subject>}. */
    @Param({"embedded", "prometheus"})
    public String subject = "";

    @Param({"success", "errors", "users", "budget", "up", "all"})
    public String query = "";

    @Param({"instant", "30m", "8h"})
    public String over = "";

    private final HttpClient http = HttpClient.newBuilder()
            .proxy(HttpClient.Builder.NO_PROXY)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private HttpRequest request =
            HttpRequest.newBuilder(URI.create("http://127.0.0.1/")).build();

    @Setup
    public void prepare() {
        long end = Long.getLong("bench.end") / 1000;
        var text = URLEncoder.encode(QUERIES.getOrDefault(query, query), StandardCharsets.UTF_8);
        var path = switch (over) {
            case "instant" -> "/api/v1/query?time=" + end + "&query=" + text;
            case "30m" -> "/api/v1/query_range?start=" + (end - 1_800) + "&end=" + end + "&step=5&query=" + text;
            case "8h" -> "/api/v1/query_range?start=" + (end - 28_790) + "&end=" + end + "&step=30&query=" + text;
            default -> throw new IllegalArgumentException("No such range: " + over);
        };
        request = HttpRequest.newBuilder(URI.create(System.getProperty("bench." + subject) + path))
                .build();
    }

    @Benchmark
    public int ask() throws IOException, InterruptedException {
        var answer = http.send(request, BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200 || answer.body().length < 60) {
            throw new IOException(subject + " answered " + answer.statusCode() + ": "
                    + new String(answer.body(), StandardCharsets.UTF_8));
        }
        return answer.body().length;
    }
}
