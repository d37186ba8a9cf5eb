package dev.sloconsole.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The gate before a server that writes down what reaches it. */
class GateTest {

    private final List<String> reached = new CopyOnWriteArrayList<>();
    private final HttpClient client =
            HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build();
    private HttpServer prometheus;
    private Gate gate;

    @BeforeEach
    void start() throws IOException {
        prometheus = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        prometheus.createContext("/", exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            reached.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Content-Encoding") + " " + body);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("{}".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        prometheus.start();
        var settings = Settings.from(Map.of(
                "PORT", "0",
                "BIND_ADDRESS", "127.0.0.1",
                "CLASS_SECRET", "open sesame",
                "GATE_TO", "http://127.0.0.1:" + prometheus.getAddress().getPort()));
        gate = new Gate(settings, settings.gateTo().orElseThrow());
        assertThat(gate.start()).isTrue();
    }

    @AfterEach
    void stop() {
        client.shutdownNow();
        gate.close();
        prometheus.stop(0);
    }

    @Test
    void whoeverReachesItMayAsk() throws Exception {
        var answer = client.send(
                request("/api/v1/query?query=up%7Bjob%3D%22a%22%7D").build(), HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{}");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(reached).containsExactly("GET /api/v1/query?query=up%7Bjob%3D%22a%22%7D null ");
    }

    @Test
    void writingWithoutTheSecretIsRefusedAndReachesNothing() throws Exception {
        var answer = client.send(write().build(), HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("only the console of this class may write to its Prometheus");
        assertThat(reached).isEmpty();
    }

    @Test
    void writingWithTheSecretArrivesAsItWas() throws Exception {
        var answer = client.send(
                write().header("X-SLO-Secret", "open sesame").build(), HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(reached).containsExactly("POST /api/v1/write snappy samples");
    }

    @Test
    void pageOfAnotherSiteMayNotEvenAsk() throws Exception {
        var answer = client.send(
                request("/api/v1/query?query=up")
                        .header("Origin", "http://evil.example")
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(reached).isEmpty();
    }

    @Test
    void prometheusThatIsNotThereYetIsSaidSo() throws Exception {
        prometheus.stop(0);

        var answer = client.send(request("/-/ready").build(), HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).startsWith("Prometheus does not answer yet");
    }

    private HttpRequest.Builder write() {
        return request("/api/v1/write").header("Content-Encoding", "snappy").POST(BodyPublishers.ofString("samples"));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gate.port() + path));
    }
}
