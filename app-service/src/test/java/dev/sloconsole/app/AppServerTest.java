package dev.sloconsole.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AppServerTest {

    private final AtomicInteger deaths = new AtomicInteger();
    private final AppServer server = new AppServer(
            new Settings(0, "127.0.0.1", Optional.empty()),
            new TaskIdentity("9f3cb1", "10.42.0.87"),
            deaths::incrementAndGet);
    private final HttpClient client =
            HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build();

    @BeforeEach
    void start() {
        assertThat(server.start()).isTrue();
    }

    @AfterEach
    void stop() {
        client.shutdownNow();
        server.close();
    }

    @Test
    void rootNamesTheTaskAndItsAddress() throws Exception {
        var answer = get("/");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.body()).contains("\"task\":\"9f3cb1\"", "\"address\":\"10.42.0.87\"");
    }

    @Test
    void failAnswers500AndIsCountedAsSuch() throws Exception {
        assertThat(get("/fail").statusCode()).isEqualTo(500);
        assertThat(metrics()).contains("http_requests_total{http_status=\"500\"} 1.0");
    }

    @Test
    void statusesOfTheLessonExistAtZeroBeforeTheFirstRequest() throws Exception {
        assertThat(metrics())
                .contains(
                        "http_requests_total{http_status=\"200\"} 0.0",
                        "http_requests_total{http_status=\"500\"} 0.0",
                        "http_request_duration_seconds_count 0",
                        "app_task_info{address=\"10.42.0.87\",task=\"9f3cb1\"} 1");
    }

    @Test
    void machinesRequestsAreNotCountedAndUnknownPathsAre() throws Exception {
        assertThat(get("/health").statusCode()).isEqualTo(200);
        metrics();
        assertThat(get("/nowhere").statusCode()).isEqualTo(404);
        assertThat(metrics())
                .contains("http_requests_total{http_status=\"200\"} 0.0")
                .contains("http_requests_total{http_status=\"404\"} 1.0")
                .contains("http_request_duration_seconds_count 1");
    }

    @Test
    void killAnswers202CountsItAndThenDies() throws Exception {
        assertThat(get("/kill").statusCode()).isEqualTo(202);
        await().until(() -> deaths.get() == 1);
        assertThat(metrics()).contains("http_requests_total{http_status=\"202\"} 1.0");
    }

    @Test
    void metricsAreOpenMetricsForWhoAsksAndText004Otherwise() throws Exception {
        var text = get("/metrics");
        assertThat(text.headers().firstValue("Content-Type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
        assertThat(text.body()).doesNotContain("# EOF");
        var open = client.send(
                HttpRequest.newBuilder(uri("/metrics"))
                        .header("Accept", "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(open.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/openmetrics-text");
        assertThat(open.body()).endsWith("# EOF\n");
    }

    @Test
    void absoluteFormRequestsOfAProxyAreUnderstoodAndConnectionsClosedWhenAsked() throws Exception {
        String request = """
                GET http://sre-app-service.sre.local:5000/fail HTTP/1.1
                Host: sre-app-service.sre.local:5000
                Connection: close

                """;
        assertThat(raw(request.replace("\n", "\r\n"))).startsWith("HTTP/1.1 500 ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Host: evil.example                                            | is not called evil.example
            Host: 127.0.0.1¶Origin: http://evil.example                   | a page of http://evil.example
            Host: 127.0.0.1¶Origin: null                                  | a page of null
            Host: 127.0.0.1¶Sec-Fetch-Site: cross-site                    | a page of another site
            Host: sre-app-service.sre.local:5000¶Origin: http://127.0.0.1 | a page of http://127.0.0.1
            """)
    void pageOfAnotherSiteKillsNobodyAndIsToldWhy(String headers, String why) throws Exception {
        var answer =
                raw("GET /kill HTTP/1.1\r\n" + headers.strip().replace("¶", "\r\n") + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 403 ").contains("Not let in", why);
        assertThat(deaths).hasValue(0);
        assertThat(metrics()).doesNotContain("http_status=\"403\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1:5000",
                "localhost",
                "sre-app-service.sre.local:5000",
                "203.0.113.7:5000",
                "[::1]:5000",
                "app",
                "ec2-203-0-113-7.eu-west-1.compute.amazonaws.com:5000",
                "web.shop.internal"
            })
    void namesThatNobodyElseCanHaveAreOurs(String host) throws Exception {
        assertThat(raw("GET / HTTP/1.1\r\nHost: " + host + "\r\nSec-Fetch-Site: none\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void killAsksForTheSecretWhereThereIsOne() throws Exception {
        var settings = Settings.from(Map.of("PORT", "0", "BIND_ADDRESS", "127.0.0.1", "CLASS_SECRET", "open sesame"));
        try (var guarded = new AppServer(settings, TaskIdentity.UNKNOWN, deaths::incrementAndGet)) {
            assertThat(guarded.start()).isTrue();
            var kill = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + guarded.port() + "/kill"));
            var refused = client.send(kill.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body()).contains("only the console of this class may kill the task");
            assertThat(deaths).hasValue(0);

            kill.header("X-SLO-Secret", "open sesame");
            assertThat(client.send(kill.build(), HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(202);
            await().until(() -> deaths.get() == 1);
        }
    }

    /** All that the server says before it closes the connection. */
    private String raw(String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", server.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.setSoTimeout(5_000);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private String metrics() throws Exception {
        return get("/metrics").body();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }
}
