package dev.sloconsole.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sloconsole.prometheus.ingest.Sample;
import dev.sloconsole.prometheus.remote.WriteRequest;
import dev.sloconsole.prometheus.series.Labels;
import dev.sloconsole.prometheus.watch.MetricFact.ScrapedSample;
import dev.sloconsole.prometheus.watch.RemoteWriter;
import java.io.IOException;
import java.net.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine beside the machine's real Prometheus: both scrape the same app, each by its own clock. */
class RealPrometheusTest {

    private static final String SUCCESS_RATE = "sum(rate(http_requests_total{http_status=~\"2..\"}[8s]))"
            + " / clamp_min(sum(rate(http_requests_total[8s])), 0.00001)";
    private static final String ERROR_RATE = "sum(rate(http_requests_total{http_status!~\"2..\"}[8s]))";

    private final HttpClient http =
            HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build();
    private final Path folder;

    RealPrometheusTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void bothGiveTheSameAnswersAboutTheSameApp() throws Exception {
        Optional<Path> program = RealPrometheus.program();
        assumeTrue(program.isPresent(), "no prometheus on the PATH to compare with");
        try (var app = new FakeApp();
                var engine = new TestEngine(folder, """
                global: {scrape_interval: 500ms, scrape_timeout: 400ms}
                scrape_configs:
                  - job_name: sre-app
                    static_configs: [{targets: ['%s']}]
                """.formatted(app.address()), "")) {
            try (var real = RealPrometheus.start(program.get(), folder, folder.resolve("prometheus.yml"))) {
                URI other = real.uri();
                await().until(() -> value(other, "up").equals(Optional.of(1.0)));
                bothTakeRemoteWrites(engine, other);
                bothAnswerRequestsAlike(engine, other);
                bothAnswerExactlyAlikeAboutTheSameSamples(engine, other);
                compareUnderTraffic(app, engine, other);
                compareAfterAFailure(app, engine, other);
            }
        }
    }

    private void bothTakeRemoteWrites(TestEngine engine, URI other) {
        var client = new OkHttpClient.Builder().proxy(Proxy.NO_PROXY).build();
        for (URI each : new URI[] {engine.uri(), other}) {
            try (var writer = new RemoteWriter(client, () -> Optional.of(each))) {
                writer.start();
                writer.write(List.of(new ScrapedSample(
                        Labels.of(Labels.NAME, "client_requests_total", "outcome", "2xx"),
                        System.currentTimeMillis(),
                        41)));
                await().untilAsserted(() -> {
                    assertThat(value(each, "client_requests_total{outcome=\"2xx\"}"))
                            .contains(41.0);
                    assertThat(writer.lastError()).isEmpty();
                });
            }
        }
    }

    private void bothAnswerRequestsAlike(TestEngine engine, URI other) throws Exception {
        for (String path : List.of(
                "query",
                "query?query=rate%28",
                "query?query=1&time=2",
                "query?query=%22s%22&time=2.5",
                "query?query=1&timeout=soon",
                "query_range?query=1&start=2&end=1&step=1",
                "query_range?query=1&start=1&end=2&step=0",
                "query_range?query=1&start=0&end=11001&step=1",
                "query_range?query=1&start=0&end=11000&step=1",
                "query_range?query=1&start=x&end=1&step=1",
                "series",
                "labels?match%5B%5D=none",
                "label/none/values",
                "query_exemplars?query=up&start=1&end=2",
                "query_exemplars?query=up&start=2&end=1",
                "format_query?query=sum%28a%29by%28x%29%2Fb",
                "rules",
                "rules?type=x",
                "alerts",
                "alertmanagers",
                "metadata?limit=x",
                "status/walreplay",
                "nothing",
                "targets/metadata?metric=extra",
                "query_range?query=vector%281e-7%29&start=1&end=3&step=1",
                formatted("clamp(up{job=\"a\",b=~\"c\"}, 0, 1000000000000) + 0x1f + 1e-5"),
                formatted("sum by (a) (rate(" + "b".repeat(90)
                        + "[5m])) / on (a) group_left (c) sum by (a, c) (rate(d[1m]))"),
                formatted("-max_over_time(quantile(0.9, " + "b".repeat(100) + ")[5m:1m] @ 3 offset 3m)"))) {
            var own = http.send(
                    HttpRequest.newBuilder(engine.uri().resolve("/api/v1/" + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            var real = http.send(
                    HttpRequest.newBuilder(other.resolve("/api/v1/" + path)).build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(own.statusCode()).as(path).isEqualTo(real.statusCode());
            assertThat(own.headers().firstValue("Content-Type"))
                    .isEqualTo(real.headers().firstValue("Content-Type"));
            assertThat(own.body().strip()).as(path).isEqualTo(real.body().strip());
        }
    }

    private static String formatted(String query) {
        return "format_query?query=" + TestEngine.encode(query);
    }

    /**
     * The same samples in both. Ranges are closed on the left in Prometheus 2 and open in Prometheus 3 and here, so no
     * edge of a range may lie on a sample or on a step of a subquery, whichever second it is: samples are off the whole
     * seconds, and what is asked for is 5 s past the multiples of 15 s on which the subquery steps. The samples go back
     * further than any query looks, for the two extrapolate differently from a series' first sample.
     */
    private void bothAnswerExactlyAlikeAboutTheSameSamples(TestEngine engine, URI other) throws Exception {
        long end = System.currentTimeMillis() / 15_000 * 15_000 - 10_000;
        var random = new java.util.Random(4);
        for (URI each : new URI[] {engine.uri(), other}) {
            random.setSeed(4);
            var samples = new java.util.ArrayList<Sample>();
            for (String status : List.of("200", "201", "404", "500")) {
                double count = 0;
                for (long time = end - 3_300_000 + 137; time < end; time += 5_000) {
                    count = random.nextInt(200) == 0 ? 0 : count + random.nextInt(100);
                    samples.add(new Sample(
                            Labels.of(Labels.NAME, "lesson_requests_total", "http_status", status), time, count));
                }
            }
            var request = HttpRequest.newBuilder(each.resolve("/api/v1/write"))
                    .header("Content-Type", "application/x-protobuf")
                    .header("Content-Encoding", "snappy")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(WriteRequest.encode(samples)))
                    .build();
            assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(204);
        }
        for (String query : List.of(
                "sum(rate(lesson_requests_total{http_status=~\"2..\"}[5m]))"
                        + " / clamp_min(sum(rate(lesson_requests_total[5m])), 0.00001)",
                "sum(rate(lesson_requests_total{http_status!~\"2..\"}[5m]))",
                "1 - sum(rate(lesson_requests_total{http_status=\"200\"}[20s]))"
                        + " / (sum(rate(lesson_requests_total[20s])) > 0)",
                "sum by (http_status) (increase(lesson_requests_total[1m]))",
                "lesson_requests_total",
                "avg_over_time(lesson_requests_total[2m])",
                "lesson_requests_total offset 1m > 100",
                "topk(2, lesson_requests_total)",
                "resets(lesson_requests_total[30m])",
                "max_over_time(rate(lesson_requests_total[30s])[10m:15s])",
                "absent(lesson_requests_total{http_status=\"none\"})",
                "count_values(\"v\", lesson_requests_total > 0)")) {
            String range = "/api/v1/query_range?start=" + (end / 1000 - 1_500) + "&end=" + (end / 1000)
                    + "&step=15&query=" + TestEngine.encode(query);
            assertThat(rounded(get(engine.uri().resolve(range))))
                    .as(query)
                    .isEqualTo(rounded(get(other.resolve(range))));
            assertThat(get(other.resolve(range)).path("data").path("result"))
                    .as(query)
                    .isNotEmpty();
        }
    }

    /** Sums are exact to the last digit in Prometheus 3 and here, and not in the Prometheus that Debian has. */
    private static String rounded(JsonNode answer) {
        return Pattern.compile("\"(-?\\d+(?:\\.\\d+)?)\"")
                .matcher(answer.toString())
                .replaceAll(number -> String.format(Locale.ROOT, "\"%.10e\"", Double.parseDouble(number.group(1))));
    }

    private void compareUnderTraffic(FakeApp app, TestEngine engine, URI other) {
        // 100 requests a second, a tenth of them failing, until both have seen nothing else for as long as they look
        // back.
        long start = System.nanoTime();
        long[] sent = {0};
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> {
                    long due = (System.nanoTime() - start) / 10_000_000;
                    for (; sent[0] < due; sent[0]++) {
                        app.served(sent[0] % 10 == 0 ? "500" : "200", 1);
                    }
                    assertThat(due).isGreaterThan(1_000);
                    assertThat(value(engine.uri(), SUCCESS_RATE).orElseThrow())
                            .isCloseTo(value(other, SUCCESS_RATE).orElseThrow(), within(0.01))
                            .isCloseTo(0.9, within(0.02));
                    assertThat(value(engine.uri(), ERROR_RATE).orElseThrow())
                            .isCloseTo(value(other, ERROR_RATE).orElseThrow(), within(1.0));
                });
        String counts = "sum(http_requests_total)";
        await().untilAsserted(() -> assertThat(value(engine.uri(), counts))
                .isEqualTo(value(other, counts))
                .contains((double) sent[0]));
        for (String query : new String[] {
            "scrape_samples_scraped", "scrape_samples_post_metric_relabeling", "count({job=\"sre-app\"})"
        }) {
            assertThat(value(engine.uri(), query)).as(query).isEqualTo(value(other, query));
        }
    }

    private void compareAfterAFailure(FakeApp app, TestEngine engine, URI other) {
        app.answer(503);
        await().untilAsserted(() -> {
            for (URI each : new URI[] {engine.uri(), other}) {
                assertThat(value(each, "up")).contains(0.0);
                assertThat(value(each, "sum(http_requests_total)")).isEmpty();
                assertThat(target(each).path("lastError").asText())
                        .isEqualTo("server returned HTTP status 503 Service Unavailable");
            }
            assertThat(target(engine.uri()).path("labels"))
                    .isEqualTo(target(other).path("labels"));
            assertThat(target(engine.uri()).path("scrapeUrl"))
                    .isEqualTo(target(other).path("scrapeUrl"));
        });
    }

    private JsonNode target(URI prometheus) {
        return get(prometheus.resolve("/api/v1/targets"))
                .path("data")
                .path("activeTargets")
                .path(0);
    }

    private Optional<Double> value(URI prometheus, String query) {
        JsonNode result = get(prometheus.resolve("/api/v1/query?query=" + TestEngine.encode(query)))
                .path("data")
                .path("result");
        return result.size() == 1
                ? Optional.of(
                        Double.parseDouble(result.get(0).path("value").path(1).asText()))
                : Optional.empty();
    }

    private JsonNode get(URI uri) {
        try {
            var request =
                    HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30)).build();
            return new ObjectMapper()
                    .readTree(http.send(request, HttpResponse.BodyHandlers.ofString())
                            .body());
        } catch (IOException e) {
            return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
