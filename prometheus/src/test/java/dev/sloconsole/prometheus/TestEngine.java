package dev.sloconsole.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sloconsole.prometheus.config.ConfigReader;
import dev.sloconsole.prometheus.config.ConfigResult.Loaded;
import dev.sloconsole.prometheus.promql.PromqlEngine;
import dev.sloconsole.prometheus.promql.QueryOptions;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;

/** A whole engine on a free port, asked over HTTP. */
public final class TestEngine implements AutoCloseable {

    static {
        // For machines with other work; whoever waits goes on at once when it is so.
        Awaitility.setDefaultTimeout(Duration.ofMinutes(1));
    }

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final PrometheusServer server;
    private final HttpClient client =
            HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build();

    /** Starts an engine with a configuration and, where it names {@code rules.yml}, these rules. */
    public TestEngine(Path folder, String config, String rules) throws IOException, InterruptedException {
        this(folder, config, rules, Optional.empty());
    }

    /** Starts an engine without rules whose queries are bounded otherwise. */
    public TestEngine(Path folder, String config, QueryOptions query) throws IOException, InterruptedException {
        this(folder, config, "", Optional.empty(), query);
    }

    public TestEngine(Path folder, String config, String rules, Optional<InetSocketAddress> dns)
            throws IOException, InterruptedException {
        this(folder, config, rules, dns, QueryOptions.DEFAULT);
    }

    private TestEngine(Path folder, String config, String rules, Optional<InetSocketAddress> dns, QueryOptions query)
            throws IOException, InterruptedException {
        Path file = folder.resolve("prometheus.yml");
        Files.writeString(file, config);
        Files.writeString(folder.resolve("rules.yml"), rules);
        var result = ConfigReader.read(file, new PromqlEngine());
        assertThat(result).isInstanceOf(Loaded.class);
        var options = new PrometheusServer.Options(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Duration.ofHours(1), query, true, dns);
        server = new PrometheusServer((Loaded) result, options, Clock.systemUTC());
        server.start();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(uri().resolve(path))
                        .timeout(Duration.ofSeconds(60))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** A request without a body, by any method. */
    public HttpResponse<String> send(String method, String path, Map<String, String> headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri().resolve(path))
                .timeout(Duration.ofSeconds(60))
                .method(method, HttpRequest.BodyPublishers.noBody());
        headers.forEach(request::header);
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** An answer to {@link #raw}. */
    public record RawAnswer(int status, String body) {}

    /** Asks with the address as it stands, which need not be a valid one. */
    public RawAnswer raw(String path) throws IOException {
        return raw("GET", path, "Host: 127.0.0.1");
    }

    /** Asks with these headers and no others, among which the {@code Host} should be. */
    public RawAnswer raw(String method, String path, String... headers) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream()
                    .write((method + " " + path + " HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            var in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            int status = Integer.parseInt(line(in).substring(9, 12));
            int length = 0;
            for (String header = line(in); !header.isEmpty(); header = line(in)) {
                if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                    length = Integer.parseInt(
                            header.substring("content-length:".length()).strip());
                }
            }
            return new RawAnswer(status, new String(in.readNBytes(length), StandardCharsets.UTF_8));
        }
    }

    private static String line(DataInputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }

    public HttpResponse<String> post(String path, String contentType, byte[] body)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(uri().resolve(path))
                        .timeout(Duration.ofSeconds(60))
                        .header("Content-Type", contentType)
                        .header("Content-Encoding", contentType.contains("protobuf") ? "snappy" : "identity")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    public JsonNode json(String path) throws IOException, InterruptedException {
        return MAPPER.readTree(get(path).body());
    }

    /** The result of an instant query, as JSON text. */
    public String query(String query) {
        try {
            return json("/api/v1/query?query=" + encode(query))
                    .path("data")
                    .path("result")
                    .toString();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The only value of an instant query; nothing where there are none or several. */
    public Optional<String> value(String query) {
        try {
            JsonNode result =
                    json("/api/v1/query?query=" + encode(query)).path("data").path("result");
            return result.size() == 1
                    ? Optional.of(result.get(0).path("value").path(1).asText())
                    : Optional.empty();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String encode(String query) {
        return URLEncoder.encode(query, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.close();
    }
}
