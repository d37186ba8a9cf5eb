package dev.sloconsole.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.sloconsole.prometheus.ingest.Sample;
import dev.sloconsole.prometheus.remote.WriteRequest;
import dev.sloconsole.prometheus.series.Labels;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class PrometheusMainTest {

    private static final String OUT_OF_MEMORY =
            "prometheus: error: out of memory. Scrape fewer series, keep them for less time "
                    + "(--storage.tsdb.retention.time), or give it more memory (_JAVA_OPTIONS=-Xmx1g).";

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
    void scrapesThatDoNotFitAreRefusedAndTheEngineLives() throws Exception {
        var exporter = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answers(exporter, "/good", "good 1\n");
        answers(exporter, "/large", lines(60_000));
        answers(exporter, "/wide", lines(8_000));
        answers(exporter, "/long", "a 1\n".repeat(20_000));
        exporter.start();
        var jobs = new StringBuilder("global: {scrape_interval: 2s}\nscrape_configs:\n");
        for (String job : List.of("good", "large", "wide", "long")) {
            jobs.append("- {job_name: %s, metrics_path: /%s, static_configs: [{targets: ['127.0.0.1:%d']}]}\n"
                    .formatted(job, job, exporter.getAddress().getPort()));
        }
        Path config = Files.writeString(folder.resolve("prometheus.yml"), jobs);
        Process process = start(
                PrometheusMain.class,
                List.of("--config.file=" + config, "--web.listen-address=127.0.0.1:0"),
                "-Xmx48m",
                "-XX:+UseSerialGC");
        try (var output = process.inputReader(StandardCharsets.UTF_8);
                var http = HttpClient.newBuilder()
                        .proxy(HttpClient.Builder.NO_PROXY)
                        .build()) {
            var uri = URI.create("http://" + output.readLine().replace("Listening on ", ""));
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(get(http, uri.resolve("/api/v1/query?query=up")))
                            .containsPattern("\"job\":\"good\"},\"value\":\\[[0-9.]+,\"1\"]")
                            .containsPattern("\"job\":\"large\"},\"value\":\\[[0-9.]+,\"0\"]")
                            .containsPattern("\"job\":\"wide\"},\"value\":\\[[0-9.]+,\"0\"]")
                            .containsPattern("\"job\":\"long\"},\"value\":\\[[0-9.]+,\"0\"]"));
            assertThat(get(http, uri.resolve("/api/v1/targets")))
                    .containsPattern(
                            "the body is larger than \\d+ kB, for which this engine's heap of \\d+ MB has no room")
                    .containsPattern("this engine's heap of \\d+ MB has room for \\d+ series")
                    .containsPattern("more than \\d+ samples, for which this engine's heap of \\d+ MB has no room");
            assertThat(get(http, uri.resolve("/api/v1/query?query=count(m)"))).contains("\"result\":[]");
            assertThat(get(http, uri.resolve("/-/healthy"))).isEqualTo("Prometheus Server is Healthy.\n");
            assertThat(process.isAlive()).isTrue();
        } finally {
            process.destroyForcibly();
            exporter.stop(0);
        }
    }

    private static void answers(HttpServer exporter, String path, String body) {
        exporter.createContext(path, exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    private static String lines(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "m{a=\"" + "x".repeat(40) + i + "\"} 1\n")
                .collect(Collectors.joining());
    }

    private static String get(HttpClient http, URI uri) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    @Timeout(180)
    void withoutMemoryItEndsWithASentenceForSomebodyToStartItAgain() throws Exception {
        Path config = Files.writeString(folder.resolve("prometheus.yml"), "global: {}\n");
        Process process = start(
                PrometheusMain.class,
                List.of(
                        "--config.file=" + config,
                        "--web.listen-address=127.0.0.1:0",
                        "--web.enable-remote-write-receiver"),
                "-Xmx24m",
                "-XX:+UseSerialGC");
        try (var output = process.inputReader(StandardCharsets.UTF_8)) {
            var uri = URI.create("http://" + output.readLine().replace("Listening on ", "") + "/api/v1/write");
            writeUntilItEnds(process, uri);
            assertThat(process.waitFor(2, TimeUnit.MINUTES))
                    .as("it ends by itself")
                    .isTrue();
            assertThat(output.lines()).contains(OUT_OF_MEMORY);
            assertThat(process.exitValue()).isEqualTo(1);
        } finally {
            process.destroyForcibly();
        }
    }

    /** Writes samples of one series that no compression makes small, until nobody takes them any more. */
    private static void writeUntilItEnds(Process process, URI uri) throws InterruptedException {
        var random = new Random(1);
        long time = System.currentTimeMillis() - Duration.ofDays(10).toMillis();
        try (var http =
                HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build()) {
            while (process.isAlive()) {
                var samples = new ArrayList<Sample>();
                for (int i = 0; i < 10_000; i++) {
                    time += 1 + random.nextInt(50);
                    samples.add(new Sample(Labels.of(Labels.NAME, "m"), time, random.nextDouble()));
                }
                var request = HttpRequest.newBuilder(uri)
                        .timeout(Duration.ofSeconds(20))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(WriteRequest.encode(samples)));
                try {
                    http.send(request.build(), HttpResponse.BodyHandlers.discarding());
                } catch (IOException e) {
                    // It has ended, or is about to.
                }
            }
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
