package dev.sloconsole.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AppServerTest {

    private static final TaskIdentity TASK = new TaskIdentity("9f3c51b1", "10.42.0.87");

    private final CountDownLatch death = new CountDownLatch(1);
    private final AppServer server =
            new AppServer(new Settings(0, "127.0.0.1", Optional.empty()), TASK, death::countDown).start();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void rootNamesTheTaskAndItsAddress() throws Exception {
        var answer = get("/");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(answer.body())
                .isEqualTo("{\"status\":\"ok\",\"task\":\"9f3c51b1\",\"address\":\"10.42.0.87\"}");
    }

    @Test
    void failAnswers500() throws Exception {
        assertThat(get("/fail").statusCode()).isEqualTo(500);
    }

    @Test
    void killAnswers202AndThenDies() throws Exception {
        assertThat(get("/kill").statusCode()).isEqualTo(202);
        assertThat(death.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void anUnknownPathSaysWhichOnesThereAre() throws Exception {
        var answer = get("/nothing");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("/fail");
    }

    @Test
    void aFreshTaskCountsZeroOfBothStatuses() throws Exception {
        assertThat(get("/metrics").body())
                .contains("http_requests_total{http_status=\"200\"} 0.0")
                .contains("http_requests_total{http_status=\"500\"} 0.0")
                .contains("app_task_info{address=\"10.42.0.87\",task=\"9f3c51b1\"} 1");
    }

    @Test
    void countsWhatUsersAskedForAndNothingElse() throws Exception {
        get("/");
        get("/");
        get("/fail");
        get("/nothing");
        get("/health");
        get("/metrics");

        assertThat(get("/metrics").body())
                .contains("http_requests_total{http_status=\"200\"} 2.0")
                .contains("http_requests_total{http_status=\"500\"} 1.0")
                .contains("http_requests_total{http_status=\"404\"} 1.0")
                .contains("http_request_duration_seconds_count 4");
    }

    @Test
    void metricsAreOpenMetricsWhereTheScraperPrefersThem() throws Exception {
        var openMetrics = get("/metrics", "application/openmetrics-text;version=1.0.0,text/plain;q=0.5");
        var text = get("/metrics", "text/plain;version=0.0.4");

        assertThat(openMetrics.headers().firstValue("content-type").orElseThrow())
                .startsWith("application/openmetrics-text");
        assertThat(openMetrics.body()).endsWith("# EOF\n");
        assertThat(text.headers().firstValue("content-type").orElseThrow()).startsWith("text/plain");
        assertThat(text.body()).contains("# TYPE http_request_duration_seconds histogram");
    }

    @Test
    void aTakenPortIsToldTogetherWithWhatToDo() {
        var second = new AppServer(new Settings(server.port(), "127.0.0.1", Optional.empty()), TASK, () -> {});

        assertThatThrownBy(second::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("port " + server.port())
                .hasMessageContaining("set PORT to a free port");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return get(path, "*/*");
    }

    private HttpResponse<String> get(String path, String accept) throws IOException, InterruptedException {
        var uri = URI.create("http://127.0.0.1:" + server.port() + path);
        return client.send(HttpRequest.newBuilder(uri).header("Accept", accept).build(), BodyHandlers.ofString());
    }
}
