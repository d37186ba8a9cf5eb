package dev.sloconsole.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sloconsole.prometheus.series.Labels;
import dev.sloconsole.prometheus.watch.MetricFact.ScrapedSample;
import dev.sloconsole.prometheus.watch.RemoteWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine beside the machine's real Prometheus: both scrape the same app, each by its own clock. */
class RealPrometheusTest {

    private static final String SUCCESS_RATE = "sum(rate(http_requests_total{http_status=~\"2..\"}[8s]))"
            + " / clamp_min(sum(rate(http_requests_total[8s])), 0.00001)";
    private static final String ERROR_RATE = "sum(rate(http_requests_total{http_status!~\"2..\"}[8s]))";

    private final HttpClient http = HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build();
    private final Path folder;

    RealPrometheusTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void bothGiveTheSameAnswersAboutTheSameApp() throws Exception {
        Optional<Path> program = Stream.of(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator))
                .map(dir -> Path.of(dir, "prometheus"))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(program.isPresent(), "no prometheus on the PATH to compare with");
        try (var app = new FakeApp(); var engine = new TestEngine(folder, """
                global: {scrape_interval: 500ms, scrape_timeout: 400ms}
                scrape_configs:
                  - job_name: sre-app
                    static_configs: [{targets: ['%s']}]
                """.formatted(app.address()), "")) {
            int port = freePort();
            Process real = new ProcessBuilder(
                            program.get().toString(),
                            "--config.file=" + folder.resolve("prometheus.yml"),
                            "--storage.tsdb.path=" + folder.resolve("data"),
                            "--web.enable-remote-write-receiver",
                            "--web.listen-address=127.0.0.1:" + port)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("real.log").toFile())
                    .start();
            try {
                URI other = URI.create("http://127.0.0.1:" + port);
                await().atMost(Duration.ofSeconds(15)).until(() -> value(other, "up").equals(Optional.of(1.0)));
                bothTakeRemoteWrites(engine, other);
                compareUnderTraffic(app, engine, other);
                compareAfterAFailure(app, engine, other);
            } finally {
                real.destroy();
                if (!real.waitFor(5, TimeUnit.SECONDS)) {
                    real.destroyForcibly().waitFor();
                }
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
                        System.currentTimeMillis(), 41)));
                await().untilAsserted(() -> {
                    assertThat(value(each, "client_requests_total{outcome=\"2xx\"}")).contains(41.0);
                    assertThat(writer.lastError()).isEmpty();
                });
            }
        }
    }

    private void compareUnderTraffic(FakeApp app, TestEngine engine, URI other) {
        long start = System.nanoTime();
        long[] sent = {0};
        // 100 requests a second, a tenth of them failing, for longer than the queries look back.
        await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(20)).until(() -> {
            long due = (System.nanoTime() - start) / 10_000_000;
            for (; sent[0] < due; sent[0]++) {
                app.served(sent[0] % 10 == 0 ? "500" : "200", 1);
            }
            return due > 1_000;
        });
        assertThat(value(engine.uri(), SUCCESS_RATE).orElseThrow())
                .isCloseTo(value(other, SUCCESS_RATE).orElseThrow(), within(0.01))
                .isCloseTo(0.9, within(0.02));
        assertThat(value(engine.uri(), ERROR_RATE).orElseThrow())
                .isCloseTo(value(other, ERROR_RATE).orElseThrow(), within(1.0));
        String counts = "sum(http_requests_total)";
        await().untilAsserted(() ->
                assertThat(value(engine.uri(), counts)).isEqualTo(value(other, counts)).contains((double) sent[0]));
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
            assertThat(target(engine.uri()).path("labels")).isEqualTo(target(other).path("labels"));
            assertThat(target(engine.uri()).path("scrapeUrl")).isEqualTo(target(other).path("scrapeUrl"));
        });
    }

    private JsonNode target(URI prometheus) {
        return get(prometheus.resolve("/api/v1/targets")).path("data").path("activeTargets").path(0);
    }

    private Optional<Double> value(URI prometheus, String query) {
        JsonNode result = get(prometheus.resolve("/api/v1/query?query=" + TestEngine.encode(query)))
                .path("data").path("result");
        return result.size() == 1
                ? Optional.of(Double.parseDouble(result.get(0).path("value").path(1).asText()))
                : Optional.empty();
    }

    private JsonNode get(URI uri) {
        try {
            var request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build();
            return new ObjectMapper().readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException e) {
            return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() throws IOException {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
