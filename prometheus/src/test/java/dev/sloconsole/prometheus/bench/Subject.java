package dev.sloconsole.prometheus.bench;

import dev.sloconsole.prometheus.PrometheusMain;
import dev.sloconsole.prometheus.remote.WriteRequest;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A Prometheus under measurement: a child process, spoken to over HTTP only. */
final class Subject implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .proxy(HttpClient.Builder.NO_PROXY)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    private final String name;
    private final Process process;
    private final URI uri;

    private Subject(String name, Process process, URI uri) {
        this.name = name;
        this.process = process;
        this.uri = uri;
    }

    /** The embedded engine in a Java process of its own, with the flags that a task of the local cloud has. */
    static Subject embedded(Path folder) throws IOException, InterruptedException {
        return start(
                "embedded",
                folder,
                List.of(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:+UseSerialGC",
                        "-Xmx56m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PrometheusMain.class.getName()));
    }

    /** The machine's Prometheus; empty where there is none. */
    static Optional<Subject> real(Path folder) throws IOException, InterruptedException {
        var program = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(directory -> Path.of(directory, "prometheus"))
                .filter(Files::isExecutable)
                .findFirst();
        return program.isEmpty()
                ? Optional.empty()
                : Optional.of(start(
                        "prometheus",
                        folder,
                        List.of(program.get().toString(), "--storage.tsdb.path=" + folder.resolve("data"))));
    }

    private static Subject start(String name, Path folder, List<String> command)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        var config = Files.writeString(folder.resolve("prometheus.yml"), "global: {scrape_interval: 5s}\n");
        var uri = URI.create("http://127.0.0.1:" + freePort());
        var whole = new ArrayList<>(command);
        whole.add("--config.file=" + config);
        whole.add("--web.listen-address=" + uri.getAuthority());
        whole.add("--web.enable-remote-write-receiver");
        whole.add("--storage.tsdb.retention.time=30d");
        var process = new ProcessBuilder(whole)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.log").toFile())
                .start();
        var subject = new Subject(name, process, uri);
        for (int i = 0; i < 300; i++) {
            try {
                if (HTTP.send(subject.get("/-/ready"), BodyHandlers.discarding())
                                .statusCode()
                        == 200) {
                    return subject;
                }
            } catch (IOException notYet) {
                // It is still starting.
            }
            Thread.sleep(100);
        }
        subject.close();
        throw new IOException(name + " was not ready after 30 s; see " + folder.resolve("output.log"));
    }

    String name() {
        return name;
    }

    URI uri() {
        return uri;
    }

    /** Writes a whole class, scrape after scrape, ten in a request; returns how long the requests took. */
    Duration load(ClassDay day) throws IOException, InterruptedException {
        long nanos = 0;
        while (day.hasNext()) {
            var samples = new ArrayList<dev.sloconsole.prometheus.ingest.Sample>();
            for (int i = 0; i < 10 && day.hasNext(); i++) {
                samples.addAll(day.next());
            }
            var request = HttpRequest.newBuilder(uri.resolve("/api/v1/write"))
                    .header("Content-Encoding", "snappy")
                    .header("Content-Type", "application/x-protobuf")
                    .header("X-Prometheus-Remote-Write-Version", "0.1.0")
                    .POST(BodyPublishers.ofByteArray(WriteRequest.encode(samples)))
                    .build();
            long before = System.nanoTime();
            var answer = HTTP.send(request, BodyHandlers.ofString());
            nanos += System.nanoTime() - before;
            if (answer.statusCode() / 100 != 2) {
                throw new IOException(name + " refused a remote write: " + answer.statusCode() + " " + answer.body());
            }
        }
        return Duration.ofNanos(nanos);
    }

    /** What the kernel counts as resident, in bytes; empty where there is no /proc. */
    Optional<Long> residentBytes() throws IOException {
        var status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.isReadable(status)) {
            return Optional.empty();
        }
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst();
        }
    }

    private HttpRequest get(String path) {
        return HttpRequest.newBuilder(uri.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .build();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.onExit().get(20, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            process.destroyForcibly().onExit().join();
        }
    }

    private static int freePort() throws IOException {
        try (var free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return free.getLocalPort();
        }
    }
}
