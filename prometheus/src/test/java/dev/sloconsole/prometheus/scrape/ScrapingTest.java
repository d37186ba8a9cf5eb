package dev.sloconsole.prometheus.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sloconsole.prometheus.FakeApp;
import dev.sloconsole.prometheus.TestEngine;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;

class ScrapingTest {

    private static final String CONFIG = """
            global: {scrape_interval: 500ms, scrape_timeout: 500ms}
            scrape_configs:
              - job_name: app
                static_configs: [{targets: ['%s'], labels: {tier: web}}]
            """;

    private final Path folder;

    ScrapingTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void aTargetsSamplesCarryItsLabelsAndTheReportsOfTheScrape() throws Exception {
        try (var app = new FakeApp()) {
            app.served("200", 41);
            app.extra(true);
            aTargetsSamplesCarryItsLabels(app);
        }
    }

    private void aTargetsSamplesCarryItsLabels(FakeApp app) throws Exception {
        // With time enough for each scrape: one that fails ends all series, and the next one adds them again.
        String config = CONFIG.formatted(app.address()).replace("500ms", "2s");
        try (var engine = new TestEngine(folder, config, "")) {
            String target = "instance=\"" + app.address() + "\",job=\"app\",tier=\"web\"";
            await().untilAsserted(() -> {
                assertThat(engine.value("http_requests_total{http_status=\"200\"," + target + "}"))
                        .contains("41");
                assertThat(engine.value("up{" + target + "}")).contains("1");
                assertThat(engine.value("scrape_samples_scraped{" + target + "}"))
                        .contains("3");
                assertThat(engine.value("scrape_samples_post_metric_relabeling{" + target + "}"))
                        .contains("3");
                assertThat(engine.value("scrape_duration_seconds{" + target + "} > 0"))
                        .isPresent();
                assertThat(engine.value("sum_over_time(scrape_series_added{" + target + "}[1m])"))
                        .contains("3");
                assertThat(engine.value("extra{exported_instance=\"mine\"," + target + "}"))
                        .contains("7");
            });
            JsonNode metadata = engine.json("/api/v1/metadata").path("data").path("http_requests");
            assertThat(metadata.toString()).contains("\"type\":\"counter\"").contains("Requests.");
        }
    }

    @Test
    void aSeriesThatDisappearsEndsAtOnce() throws Exception {
        try (var app = new FakeApp();
                var engine = new TestEngine(folder, CONFIG.formatted(app.address()), "")) {
            app.extra(true);
            await().until(() -> engine.value("extra").isPresent());
            app.extra(false);
            await().untilAsserted(() -> {
                assertThat(engine.value("extra")).isEmpty();
                assertThat(engine.value("up")).contains("1");
            });
        }
    }

    @Test
    void aFailedScrapeEndsAllSeriesAndTellsWhy() throws Exception {
        try (var app = new FakeApp();
                var engine = new TestEngine(folder, CONFIG.formatted(app.address()), "")) {
            await().until(() -> engine.query("http_requests_total").contains("500"));
            app.answer(502);
            await().untilAsserted(() -> {
                assertThat(engine.value("up")).contains("0");
                assertThat(engine.query("http_requests_total")).isEqualTo("[]");
                assertThat(onlyTarget(engine).path("lastError").asText())
                        .isEqualTo("server returned HTTP status 502 Bad Gateway");
                assertThat(engine.get("/targets").body()).contains("DOWN").contains("502 Bad Gateway");
            });
            app.answer(200);
            await().until(() -> engine.query("http_requests_total").contains("500"));
        }
    }

    @Test
    void aRefusedConnectionIsToldInPrometheussWords() throws Exception {
        String address;
        try (var app = new FakeApp()) {
            address = app.address();
        }
        try (var engine = new TestEngine(folder, CONFIG.formatted(address), "")) {
            await().untilAsserted(() -> assertThat(
                            onlyTarget(engine).path("lastError").asText())
                    .isEqualTo("Get \"http://" + address + "/metrics\": dial tcp " + address
                            + ": connect: connection refused"));
            assertThat(onlyTarget(engine).path("health").asText()).isEqualTo("down");
        }
    }

    @Test
    void aTargetThatDoesNotAnswerInTimeIsDown() throws Exception {
        try (var silent = new java.net.ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                var engine = new TestEngine(folder, CONFIG.formatted("127.0.0.1:" + silent.getLocalPort()), "")) {
            await().untilAsserted(() ->
                    assertThat(onlyTarget(engine).path("lastError").asText()).endsWith("context deadline exceeded"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "connection_refused; next-hop=\"10.42.0.23:5000\"; details=\"gone\""
                        + " | dial tcp 10.42.0.23:5000: connect: connection refused",
                "connection_refused | dial tcp: connect: connection refused",
                "dns_error | dial tcp: lookup sre-app-service.sre.local: no such host",
                "destination_ip_unroutable; next-hop=\"10.42.0.23:5000\" | context deadline exceeded",
                "connection_timeout | context deadline exceeded",
                "connection_terminated | EOF",
                "tls_protocol_error | dial tcp: tls protocol error (proxy)",
            })
    void aProxysReasonIsToldAsIfThereWereNone(String reason, String words) throws Exception {
        try (var router = new FakeApp();
                var engine = new TestEngine(folder, """
                global: {scrape_interval: 500ms, scrape_timeout: 500ms}
                scrape_configs:
                  - job_name: app
                    proxy_url: http://%s
                    static_configs: [{targets: ['sre-app-service.sre.local:5000']}]
                """.formatted(router.address()), "")) {
            await().until(() -> engine.value("up{instance=\"sre-app-service.sre.local:5000\"}")
                    .equals(Optional.of("1")));
            router.answer(502);
            router.proxyStatus("router; error=" + reason);
            await().untilAsserted(() -> assertThat(
                            onlyTarget(engine).path("lastError").asText())
                    .isEqualTo("Get \"http://sre-app-service.sre.local:5000/metrics\": " + words));
        }
    }

    @Test
    void targetsComeAndGoWithTheAnswersOfTheDns() throws Exception {
        try (var app = new FakeApp();
                var dns = new OneNameDns("sre-app-service.sre.local.");
                var engine = new TestEngine(folder, """
                        global: {scrape_interval: 500ms, scrape_timeout: 500ms}
                        scrape_configs:
                          - job_name: app
                            dns_sd_configs:
                              - {names: [sre-app-service.sre.local], type: A, port: %d, refresh_interval: 100ms}
                            relabel_configs:
                              - {source_labels: [__meta_dns_name], target_label: name}
                        """.formatted(app.port()), "", Optional.of(dns.address()))) {
            await().until(() ->
                    engine.value("up{name=\"sre-app-service.sre.local\"}").equals(Optional.of("1")));
            dns.exists = false;
            await().untilAsserted(() -> {
                assertThat(engine.json("/api/v1/targets").path("data").path("activeTargets"))
                        .isEmpty();
                assertThat(engine.query("{job=\"app\"}")).isEqualTo("[]");
            });
            dns.exists = true;
            await().until(() -> engine.value("up{job=\"app\"}").equals(Optional.of("1")));
        }
    }

    @Test
    void tooManySamplesFailTheScrape() throws Exception {
        try (var app = new FakeApp();
                var engine = new TestEngine(folder, """
                global: {scrape_interval: 500ms, scrape_timeout: 500ms}
                scrape_configs:
                  - job_name: app
                    sample_limit: 1
                    static_configs: [{targets: ['%s']}]
                """.formatted(app.address()), "")) {
            await().untilAsserted(() ->
                    assertThat(onlyTarget(engine).path("lastError").asText()).isEqualTo("sample limit exceeded"));
            assertThat(engine.query("http_requests_total")).isEqualTo("[]");
        }
    }

    private static JsonNode onlyTarget(TestEngine engine) throws IOException, InterruptedException {
        return engine.json("/api/v1/targets").path("data").path("activeTargets").path(0);
    }

    /** A DNS server that knows one name, at 127.0.0.1, while it exists. */
    private static final class OneNameDns implements AutoCloseable {
        private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        private final String name;
        private volatile boolean exists = true;

        OneNameDns(String name) throws IOException {
            this.name = name;
            Thread.ofVirtual().start(this::serve);
        }

        InetSocketAddress address() {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
        }

        private void serve() {
            var packet = new DatagramPacket(new byte[1500], 1500);
            try {
                while (!socket.isClosed()) {
                    socket.receive(packet);
                    var question = new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
                    var answer = new Message(question.getHeader().getID());
                    answer.getHeader().setFlag(Flags.QR);
                    answer.addRecord(question.getQuestion(), Section.QUESTION);
                    if (exists && question.getQuestion().getName().toString().equals(name)) {
                        answer.addRecord(
                                new ARecord(
                                        question.getQuestion().getName(),
                                        DClass.IN,
                                        1,
                                        InetAddress.getLoopbackAddress()),
                                Section.ANSWER);
                    } else {
                        answer.getHeader().setRcode(Rcode.NXDOMAIN);
                    }
                    byte[] wire = answer.toWire();
                    socket.send(new DatagramPacket(wire, wire.length, packet.getSocketAddress()));
                }
            } catch (IOException e) {
                // Closed.
            }
        }

        @Override
        public void close() {
            socket.close();
        }
    }
}
