package dev.sloconsole.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrometheusMainTest {

    private final Path folder;

    PrometheusMainTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void flagsAreThoseOfPrometheus() {
        var parsed = Flags.parse(
                "--config.file=/config/prometheus.yml",
                "--web.listen-address",
                "127.0.0.1:0",
                "--storage.tsdb.path=/prometheus",
                "--storage.tsdb.retention.time=6h",
                "--web.enable-remote-write-receiver",
                "--query.lookback-delta=1m",
                "--dns.server=127.0.0.1:5353");
        assertThat(parsed).isInstanceOfSatisfying(Flags.Parsed.Run.class, run -> {
            assertThat(run.flags().configFile()).isEqualTo(Path.of("/config/prometheus.yml"));
            assertThat(run.flags().options().retention()).isEqualTo(Duration.ofHours(6));
            assertThat(run.flags().options().remoteWriteReceiver()).isTrue();
            assertThat(run.flags().options().query().lookback()).isEqualTo(Duration.ofMinutes(1));
            assertThat(run.flags().options().dnsServer().orElseThrow().getPort())
                    .isEqualTo(5353);
        });
    }

    @Test
    void everyWrongFlagIsToldAtOnce() {
        var parsed = Flags.parse("--web.listen-adress=x", "--query.timeout=soon", "--web.listen-address=here", "stray");
        assertThat(parsed)
                .isInstanceOfSatisfying(
                        Flags.Parsed.Wrong.class,
                        wrong -> assertThat(wrong.problems())
                                .satisfiesExactlyInAnyOrder(
                                        p -> assertThat(p).contains("unknown long flag '--web.listen-adress'"),
                                        p -> assertThat(p).contains("--query.timeout: not a valid duration"),
                                        p -> assertThat(p).contains("--web.listen-address: not an address"),
                                        p -> assertThat(p).contains("unexpected stray")));
    }

    @Test
    void aTakenPortAndAWrongConfigurationEndItWithAClearError() throws Exception {
        Path good = Files.writeString(folder.resolve("good.yml"), "global: {}\n");
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var ended = run("--config.file=" + good, "--web.listen-address=127.0.0.1:" + taken.getLocalPort());
            assertThat(ended.output())
                    .contains("Could not listen on 127.0.0.1:" + taken.getLocalPort())
                    .contains("--web.listen-address");
            assertThat(ended.status()).isEqualTo(1);
        }
        Path bad = Files.writeString(folder.resolve("bad.yml"), "globl: {}\nscrape_configs:\n  - {}\n");
        var ended = run("--config.file=" + bad, "--web.listen-address=127.0.0.1:0");
        assertThat(ended.output())
                .contains("bad.yml:1:1: unknown key 'globl'. Perhaps 'global' is meant.")
                .contains("bad.yml:3:5: 'job_name' is missing")
                .contains("2 problems");
        assertThat(ended.status()).isEqualTo(1);
    }

    @Test
    void aTermSignalEndsIt() throws Exception {
        Path config = Files.writeString(folder.resolve("prometheus.yml"), """
                scrape_configs: [{job_name: a, scrape_interval: 1s, static_configs: [{targets: ['127.0.0.1:1']}]}]
                """);
        Process process = start("--config.file=" + config, "--web.listen-address=127.0.0.1:0");
        try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(lines.readLine()).matches("Listening on 127\\.0\\.0\\.1:[1-9]\\d*");
            process.destroy();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void theTrainingRunEndsByItself() throws Exception {
        Process process = start(Training.class, List.of());
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(process.exitValue()).isZero();
    }

    @Test
    void withoutMemoryItEndsWithASentenceForSomebodyToStartItAgain() throws Exception {
        var scrapes = new AtomicInteger();
        var exporter = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        exporter.createContext("/", exchange -> {
            var body = new StringBuilder();
            int scrape = scrapes.incrementAndGet();
            for (int i = 0; i < 4_000; i++) {
                body.append("m{a=\"")
                        .append("x".repeat(60))
                        .append(scrape)
                        .append('_')
                        .append(i)
                        .append("\"} 1\n");
            }
            byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        exporter.start();
        Path config = Files.writeString(folder.resolve("prometheus.yml"), """
                scrape_configs:
                  - {job_name: a, scrape_interval: 300ms, scrape_timeout: 300ms, static_configs: [{targets: ['127.0.0.1:%d']}]}
                """.formatted(
                        exporter.getAddress().getPort()));
        Process process = start(
                PrometheusMain.class,
                List.of("--config.file=" + config, "--web.listen-address=127.0.0.1:0"),
                "-Xmx40m",
                "-XX:+UseSerialGC");
        try {
            assertThat(process.waitFor(3, TimeUnit.MINUTES))
                    .as("it ends by itself")
                    .isTrue();
            assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("prometheus: error: out of memory.");
            assertThat(process.exitValue()).isEqualTo(1);
        } finally {
            process.destroyForcibly();
            exporter.stop(0);
        }
    }

    private record Ended(int status, String output) {}

    private static Ended run(String... args) throws IOException, InterruptedException {
        Process process = start(args);
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as("it ends by itself")
                    .isTrue();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(process.exitValue(), output);
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process start(String... args) throws IOException {
        return start(PrometheusMain.class, List.of(args));
    }

    private static Process start(Class<?> main, List<String> args, String... options) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(args);
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
