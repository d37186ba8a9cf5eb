package dev.sloconsole.prometheus;

import dev.sloconsole.prometheus.config.ConfigReader;
import dev.sloconsole.prometheus.config.ConfigResult.Invalid;
import dev.sloconsole.prometheus.config.ConfigResult.Loaded;
import dev.sloconsole.prometheus.ingest.Sample;
import dev.sloconsole.prometheus.promql.PromqlEngine;
import dev.sloconsole.prometheus.promql.QueryOptions;
import dev.sloconsole.prometheus.remote.WriteRequest;
import dev.sloconsole.prometheus.series.Labels;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;

/**
 * A run that goes through what every run of the engine goes through (read a configuration, scrape, evaluate a rule,
 * receive a write, answer) and ends by itself, to train an AOT cache with. Ends with status 1 if anything is not as
 * expected.
 */
public final class Training {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Training() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        PrometheusMain.logAt(Level.WARNING);
        Path folder = Files.createTempDirectory("prometheus-training");
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path config = folder.resolve("prometheus.yml");
        Path rules = folder.resolve("rules.yml");
        Files.writeString(config, """
                global: {scrape_interval: 500ms, scrape_timeout: 400ms, evaluation_interval: 500ms}
                rule_files: [rules.yml]
                scrape_configs:
                  - job_name: prometheus
                    static_configs: [{targets: ['127.0.0.1:%d']}]
                """.formatted(port));
        Files.writeString(rules, """
                groups:
                  - name: training
                    rules:
                      - {record: 'training:samples:rate', expr: 'sum(rate(prometheus_tsdb_head_samples_appended_total[5s]))'}
                      - {alert: Up, expr: 'up == 1', labels: {severity: none}, annotations: {summary: '{{ $labels.job }}'}}
                """);
        try {
            train(config, port);
        } finally {
            Files.deleteIfExists(config);
            Files.deleteIfExists(rules);
            Files.deleteIfExists(folder);
        }
        System.exit(0);
    }

    private static void train(Path config, int port) throws IOException, InterruptedException {
        var options = new PrometheusServer.Options(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                Duration.ofHours(1),
                QueryOptions.DEFAULT,
                true,
                Optional.empty());
        Loaded loaded = switch (ConfigReader.read(config, new PromqlEngine(options.query()))) {
            case Loaded valid -> valid;
            case Invalid invalid ->
                throw new IllegalStateException("The training's configuration is wrong: " + invalid);
        };
        try (var server = new PrometheusServer(loaded, options, Clock.systemUTC())) {
            server.start();
            String base = "http://127.0.0.1:" + port;
            write(base);
            await(base + "/api/v1/query?query=" + encode("training:samples:rate > 0"), "\"value\"");
            await(base + "/api/v1/query?query=" + encode("{job=\"prometheus\"}[15s]"), "\"values\"");
            await(base + "/api/v1/targets", "\"up\"");
            await(base + "/api/v1/alerts", "firing");
            await(base + "/api/v1/rules", "training");
            await(base + "/-/ready", "Ready");
            await(base + "/targets", "UP");
        }
    }

    private static void write(String base) throws IOException {
        var connection = open(base + "/api/v1/write");
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "application/x-protobuf");
        connection.setRequestProperty("Content-Encoding", "snappy");
        var sample = new Sample(Labels.of(Labels.NAME, "training_total"), System.currentTimeMillis(), 1);
        connection.getOutputStream().write(WriteRequest.encode(List.of(sample)));
        if (connection.getResponseCode() != 204) {
            throw new IllegalStateException("The remote write was answered by " + connection.getResponseCode() + ".");
        }
    }

    private static void await(String url, String expected) throws IOException, InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        String answer = "";
        while (System.nanoTime() < until) {
            try (var in = open(url).getInputStream()) {
                answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
            if (answer.contains(expected)) {
                return;
            }
            Thread.sleep(50);
        }
        throw new IllegalStateException(
                url + " did not answer " + expected + " within " + PATIENCE + ", but " + answer);
    }

    private static HttpURLConnection open(String url) throws IOException {
        return (HttpURLConnection) URI.create(url).toURL().openConnection(Proxy.NO_PROXY);
    }

    private static String encode(String query) {
        return URLEncoder.encode(query, StandardCharsets.UTF_8);
    }
}
