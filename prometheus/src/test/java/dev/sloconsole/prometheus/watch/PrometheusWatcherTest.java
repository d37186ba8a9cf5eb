package dev.sloconsole.prometheus.watch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.sloconsole.prometheus.FakeApp;
import dev.sloconsole.prometheus.TestEngine;
import dev.sloconsole.prometheus.series.Labels;
import dev.sloconsole.prometheus.series.StaleMarker;
import dev.sloconsole.prometheus.watch.MetricFact.AlertChanged;
import dev.sloconsole.prometheus.watch.MetricFact.PrometheusLost;
import dev.sloconsole.prometheus.watch.MetricFact.PrometheusReached;
import dev.sloconsole.prometheus.watch.MetricFact.SamplesScraped;
import dev.sloconsole.prometheus.watch.MetricFact.ScrapedSample;
import dev.sloconsole.prometheus.watch.MetricFact.TargetChanged;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrometheusWatcherTest {

    private static final String CONFIG = """
            global: {scrape_interval: 400ms, scrape_timeout: 400ms, evaluation_interval: 200ms}
            rule_files: [rules.yml]
            scrape_configs:
              - job_name: sre-app
                static_configs: [{targets: ['%s']}]
            """;
    private static final String RULES = """
            groups:
              - name: g
                rules:
                  - {record: 'slo:up:sum', expr: 'sum(up == 1)'}
                  - {alert: AppDown, expr: 'up == 0', labels: {severity: page}, annotations: {summary: 'no app'}}
            """;
    private static final List<String> SELECTORS = List.of("{job=\"sre-app\"}", "{__name__=~\"slo:.*\"}");

    private final Path folder;
    private final OkHttpClient http =
            new OkHttpClient.Builder().proxy(java.net.Proxy.NO_PROXY).build();
    private final List<MetricFact> facts = new CopyOnWriteArrayList<>();
    private volatile Optional<URI> address = Optional.empty();

    PrometheusWatcherTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void everySampleIsToldOnceAndNothingIsMissed() throws Exception {
        try (var app = new FakeApp();
                var engine = new TestEngine(folder, CONFIG.formatted(app.address()), RULES);
                var watcher = watcher()) {
            watcher.start();
            address = Optional.of(engine.uri());
            await().until(() -> samples("up").size() >= 10
                    && !samples("http_requests_total").isEmpty()
                    && !samples("slo:up:sum").isEmpty());
            var told = samples("up");
            assertThat(new HashSet<>(told)).hasSameSizeAs(told);
            assertThat(told).isSortedAccordingTo((a, b) -> Long.compare(a.timestampMillis(), b.timestampMillis()));
            String stored = engine.query("up[1m]");
            assertThat(told.stream().map(ScrapedSample::timestampMillis).toList())
                    .allSatisfy(t -> assertThat(stored).isNotEmpty());
            long from = told.getFirst().timestampMillis();
            long to = told.getLast().timestampMillis();
            assertThat(engine.value(
                            "count_over_time(up{job=\"sre-app\"}[" + (to - from + 1) + "ms] @ " + to / 1000.0 + ")"))
                    .contains(String.valueOf(told.size()));
            assertThat(facts.getFirst()).isInstanceOf(PrometheusReached.class);
        }
    }

    @Test
    void aTargetThatGoesDownEndsItsSeriesAndTurnsAnAlert() throws Exception {
        // With time enough for each scrape, so that it goes down for the reason that is given and for no other.
        String config = CONFIG.replace(
                "scrape_interval: 400ms, scrape_timeout: 400ms", "scrape_interval: 1s, scrape_timeout: 1s");
        try (var app = new FakeApp();
                var engine = new TestEngine(folder, config.formatted(app.address()), RULES);
                var watcher = watcher()) {
            address = Optional.of(engine.uri());
            watcher.start();
            await().until(() -> !samples("http_requests_total").isEmpty()
                    && !samples("slo:up:sum").isEmpty());
            app.answer(500);
            await().untilAsserted(() -> {
                assertThat(facts).contains(new AlertChanged("AppDown", "page", "firing", "no app"));
                assertThat(facts)
                        .contains(new TargetChanged(
                                "sre-app",
                                app.address(),
                                app.address(),
                                "down",
                                Optional.of("server returned HTTP status 500 Internal Server Error")));
                assertThat(StaleMarker.isStale(
                                samples("http_requests_total").getLast().value()))
                        .isTrue();
                assertThat(StaleMarker.isStale(samples("slo:up:sum").getLast().value()))
                        .isTrue();
                assertThat(samples("up").getLast().value()).isZero();
            });
            long down = samples("up").stream()
                    .filter(s -> s.value() == 0)
                    .findFirst()
                    .orElseThrow()
                    .timestampMillis();
            assertThat(samples("http_requests_total").getLast().timestampMillis())
                    .isEqualTo(down);
            app.answer(200);
            await().untilAsserted(() -> {
                assertThat(facts).contains(new AlertChanged("AppDown", "page", "inactive", "no app"));
                assertThat(StaleMarker.isStale(
                                samples("http_requests_total").getLast().value()))
                        .isFalse();
            });
        }
    }

    @Test
    void aLostPrometheusIsToldOnceAndAnotherAddressStartsOver() throws Exception {
        try (var app = new FakeApp();
                var watcher = watcher()) {
            watcher.start();
            try (var engine = new TestEngine(folder, CONFIG.formatted(app.address()), RULES)) {
                address = Optional.of(engine.uri());
                await().until(() -> !samples("up").isEmpty());
            }
            await().until(() -> facts.stream().anyMatch(f -> f instanceof PrometheusLost));
            try (var engine = new TestEngine(folder, CONFIG.formatted(app.address()), RULES)) {
                address = Optional.of(engine.uri());
                await().until(() -> facts.stream()
                                .filter(f -> f instanceof PrometheusReached)
                                .count()
                        == 2);
            }
            assertThat(facts.stream().filter(f -> f instanceof PrometheusLost).map(f -> ((PrometheusLost) f).reason()))
                    .first()
                    .asString()
                    .contains("does not answer: connection refused");
        }
    }

    @Test
    void aPrometheusThatOnlySaysItsVersionStaysLost() throws Exception {
        var asked = new AtomicInteger();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                boolean version = exchange.getRequestURI().getPath().endsWith("/status/buildinfo");
                var body = "{\"status\":\"success\",\"data\":{\"version\":\"3.0.0\"}}".getBytes(UTF_8);
                asked.addAndGet(version ? 1 : 0);
                exchange.sendResponseHeaders(version ? 200 : 503, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
        try (var watcher = watcher()) {
            address = Optional.of(
                    URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
            watcher.start();
            await().until(() -> asked.get() > 4);
            assertThat(facts).hasSize(2);
            assertThat(facts.getFirst()).isInstanceOf(PrometheusReached.class);
            assertThat(facts.getLast()).isInstanceOf(PrometheusLost.class);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void nothingIsSaidWhileThereIsNoAddress() throws Exception {
        var asked = new AtomicInteger();
        try (var watcher = new PrometheusWatcher(
                http,
                () -> {
                    asked.incrementAndGet();
                    return Optional.empty();
                },
                SELECTORS,
                Duration.ofMillis(20),
                facts::add)) {
            watcher.start();
            await().until(() -> asked.get() > 5);
            assertThat(facts).isEmpty();
        }
    }

    @Test
    void aHungPrometheusDoesNotHangTheClose() throws Exception {
        try (var hung = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var watcher = watcher();
            address = Optional.of(URI.create("http://127.0.0.1:" + hung.getLocalPort()));
            watcher.start();
            try (var connection = hung.accept()) {
                assertThat(connection.isConnected()).isTrue();
                long before = System.nanoTime();
                watcher.close();
                assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
            }
        }
    }

    @Test
    void remoteWrittenCountersArriveAndTheOldestGiveWayWhileNobodyTakesThem() throws Exception {
        try (var engine = new TestEngine(folder, "global: {}\n", "");
                var writer = new RemoteWriter(http, () -> address)) {
            writer.start();
            var labels = Labels.of(Labels.NAME, "client_requests_total", "outcome", "2xx");
            long now = System.currentTimeMillis();
            for (int i = 0; i < 200; i++) {
                var second = new java.util.ArrayList<ScrapedSample>();
                for (int n = 0; n < 150; n++) {
                    second.add(new ScrapedSample(labels, now - 40_000 + i * 150L + n, i * 150L + n));
                }
                writer.write(second);
            }
            assertThat(writer.dropped()).isBetween(8_000L, 10_000L);
            address = Optional.of(engine.uri());
            await().untilAsserted(() -> {
                assertThat(writer.lastError()).isEmpty();
                assertThat(engine.value("client_requests_total")).contains("29999");
            });
        }
    }

    @Test
    void whatIsForgottenIsNotSentLater() throws Exception {
        try (var engine = new TestEngine(folder, "global: {}\n", "");
                var writer = new RemoteWriter(http, () -> address)) {
            writer.start();
            var labels = Labels.of(Labels.NAME, "client_requests_total", "outcome", "timeout");
            long now = System.currentTimeMillis();
            for (int i = 0; i < 10; i++) {
                writer.write(List.of(new ScrapedSample(labels, now - 10_000 + i * 1_000L, i)));
            }
            writer.forget(now - 6_000, now - 2_000);
            address = Optional.of(engine.uri());
            await().untilAsserted(() -> {
                assertThat(engine.value("client_requests_total")).contains("9");
                assertThat(engine.value("count_over_time(client_requests_total[1m])"))
                        .contains("6");
            });
        }
    }

    private PrometheusWatcher watcher() {
        return new PrometheusWatcher(http, () -> address, SELECTORS, Duration.ofMillis(250), facts::add);
    }

    /** The told samples of one series (the first by its labels) of a metric. */
    private List<ScrapedSample> samples(String metric) {
        var all = facts.stream()
                .filter(f -> f instanceof SamplesScraped)
                .flatMap(f -> ((SamplesScraped) f).samples().stream())
                .filter(s -> s.labels().get(Labels.NAME).equals(metric))
                .toList();
        return all.stream()
                .filter(s -> s.labels().equals(all.getFirst().labels()))
                .toList();
    }
}
