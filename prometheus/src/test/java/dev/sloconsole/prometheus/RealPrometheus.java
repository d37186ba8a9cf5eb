package dev.sloconsole.prometheus;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sloconsole.prometheus.ingest.Sample;
import dev.sloconsole.prometheus.remote.WriteRequest;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The machine's Prometheus as a process of its own, which takes remote writes. */
public final class RealPrometheus implements AutoCloseable {

    private final HttpClient http =
            HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build();
    private final Process process;
    private final URI uri;

    private RealPrometheus(Process process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    /** The program on the PATH, if there is one. */
    public static Optional<Path> program() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(directory -> Path.of(directory, "prometheus"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** One that scrapes nothing. */
    public static RealPrometheus start(Path program, Path folder) throws IOException {
        return start(program, folder, Files.writeString(folder.resolve("empty.yml"), "global: {}\n"));
    }

    /** One with a configuration. The port that it is to take may be lost to another program: then another is tried. */
    public static RealPrometheus start(Path program, Path folder, Path config) throws IOException {
        for (int attempt = 1; ; attempt++) {
            var prometheus = launch(program, folder, config);
            try {
                await().atMost(Duration.ofSeconds(60))
                        .ignoreExceptions()
                        .until(() -> !prometheus.process.isAlive() || prometheus.isReady());
            } catch (RuntimeException e) {
                prometheus.close();
                throw e;
            }
            if (prometheus.process.isAlive()) {
                return prometheus;
            }
            if (attempt == 3) {
                throw new IOException("prometheus ends at once: " + Files.readString(folder.resolve("real.log")));
            }
        }
    }

    private static RealPrometheus launch(Path program, Path folder, Path config) throws IOException {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        var process = new ProcessBuilder(
                        program.toString(),
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.enable-remote-write-receiver",
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("real.log").toFile())
                .start();
        return new RealPrometheus(process, URI.create("http://127.0.0.1:" + port));
    }

    public URI uri() {
        return uri;
    }

    private boolean isReady() {
        return send(HttpRequest.newBuilder(uri.resolve("/-/ready"))).statusCode() == 200;
    }

    public void write(List<Sample> samples) {
        var answer = send(HttpRequest.newBuilder(uri.resolve("/api/v1/write"))
                .header("Content-Type", "application/x-protobuf")
                .header("Content-Encoding", "snappy")
                .POST(HttpRequest.BodyPublishers.ofByteArray(WriteRequest.encode(samples))));
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
    }

    /** What the HTTP API answers: {@code query} or {@code query_range}, with its parameters. */
    public JsonNode ask(String what, Map<String, String> parameters) {
        var form = parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var answer = send(HttpRequest.newBuilder(uri.resolve("/api/v1/" + what))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
        try {
            return new ObjectMapper().readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a path below {@code /api/v1/} answers to a GET. */
    public JsonNode get(String path) {
        try {
            return new ObjectMapper()
                    .readTree(send(HttpRequest.newBuilder(uri.resolve("/api/v1/" + path)))
                            .body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
        }
    }
}
