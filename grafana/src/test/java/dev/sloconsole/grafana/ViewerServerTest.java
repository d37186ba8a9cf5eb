package dev.sloconsole.grafana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ViewerServerTest {

    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final HttpClient client = HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build();
    private final HttpServer prometheus;
    private final ViewerServer viewer;

    ViewerServerTest(@TempDir Path directory) throws Exception {
        prometheus = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        prometheus.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] body = "{\"status\":\"error\",\"errorType\":\"bad_data\"}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(400, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        Path folder = Files.createDirectories(directory.resolve("config/provisioning"));
        Files.createDirectories(folder.resolve("datasources"));
        Files.createDirectories(folder.resolve("dashboards"));
        Files.createDirectories(directory.resolve("config/dashboards"));
        String source = Files.readString(Path.of("provisioning/datasources/prometheus.yml"))
                .replace("localhost:9090", "127.0.0.1:" + prometheus.getAddress().getPort());
        Files.writeString(folder.resolve("datasources/prometheus.yml"), source);
        Files.copy(Path.of("provisioning/dashboards/sre.yml"), folder.resolve("dashboards/sre.yml"));
        Files.copy(Path.of("dashboards/sre.json"), directory.resolve("config/dashboards/sre.json"));
        viewer = new ViewerServer("127.0.0.1", 0, Provisioning.read(folder));
    }

    @BeforeEach
    void start() {
        prometheus.start();
        assertThat(viewer.start()).isTrue();
    }

    @AfterEach
    void stop() {
        client.shutdownNow();
        viewer.close();
        prometheus.stop(0);
    }

    @Test
    void healthIsGrafanas() throws Exception {
        assertThat(get("/api/health").body()).contains("\"database\":\"ok\"");
    }

    @Test
    void dashboardIsFoundByItsUidAndOthersAreNot() throws Exception {
        assertThat(get("/api/dashboards/uid/sre-slo").body()).contains("\"dashboard\":{\"uid\":\"sre-slo\"");
        assertThat(get("/api/dashboards/uid/other").statusCode()).isEqualTo(404);
        assertThat(get("/d/other/other").statusCode()).isEqualTo(404);
    }

    @Test
    void pageAndEveryFileThatItNamesAreServed() throws Exception {
        String page = get("/d/sre-slo/sre-slo?kiosk&theme=dark").body();
        var files = Pattern.compile("\"(/public/[^\"]+)\"").matcher(page).results().toList();
        assertThat(files).hasSize(4);
        for (var file : files) {
            assertThat(get(file.group(1)).statusCode()).as(file.group(1)).isEqualTo(200);
        }
        for (String module : List.of("panels.js", "datasource.js", "format.js")) {
            assertThat(get("/public/" + module).headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("text/javascript");
        }
        assertThat(get("/public/../ViewerMain.class").statusCode()).isEqualTo(404);
    }

    @Test
    void queriesReachTheDataSourceAndItsRefusalComesBack() throws Exception {
        String proxy = "/api/datasources/proxy/uid/prometheus/api/v1/";
        assertThat(get(proxy + "query?query=up%7Bjob%3D%22a%22%7D").statusCode()).isEqualTo(400);
        var posted = client.send(
                HttpRequest.newBuilder(uri(proxy + "query_range"))
                        .POST(HttpRequest.BodyPublishers.ofString("query=up&step=5"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(posted.statusCode()).isEqualTo(400);
        assertThat(posted.body()).contains("bad_data");
        assertThat(asked)
                .containsExactly("GET /api/v1/query?query=up%7Bjob%3D%22a%22%7D ", "POST /api/v1/query_range query=up&step=5");
    }

    @Test
    void deadDataSourceIsABadGatewayAndOtherPathsDoNotReachIt() throws Exception {
        assertThat(get("/api/datasources/proxy/uid/prometheus/-/quit").statusCode()).isEqualTo(404);
        assertThat(get("/api/datasources/proxy/uid/other/api/v1/query").statusCode()).isEqualTo(404);
        assertThat(asked).isEmpty();
        prometheus.stop(0);
        assertThat(get("/api/datasources/proxy/uid/prometheus/api/v1/query?query=up").statusCode()).isEqualTo(502);
    }

    @Test
    void everyProblemOfTheProvisioningIsTold(@TempDir Path empty) throws Exception {
        Files.createDirectories(empty.resolve("datasources"));
        Files.writeString(empty.resolve("datasources/a.yml"), "datasources: [{uid: a, url: 'ftp://x'}]");
        assertThatThrownBy(() -> Provisioning.read(empty))
                .isInstanceOf(Provisioning.Invalid.class)
                .hasMessageContaining("'ftp://x'")
                .hasMessageContaining("GF_PATHS_PROVISIONING");
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + viewer.port() + path);
    }
}
