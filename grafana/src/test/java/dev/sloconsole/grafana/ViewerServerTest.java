package dev.sloconsole.grafana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ViewerServerTest {

    private static final Pattern NAMED = Pattern.compile("\"(/public/[^\"]+)\"");
    private static final Pattern IMPORT = Pattern.compile("(?m)^import [^;]*?'(\\.{1,2}/[^']+)';");

    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final HttpClient client =
            HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build();
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
        String file = Files.readString(Path.of("provisioning/datasources/prometheus.yml"))
                .replace(
                        "localhost:9090", "127.0.0.1:" + prometheus.getAddress().getPort());
        Files.writeString(folder.resolve("datasources/prometheus.yml"), file);
        Files.copy(Path.of("provisioning/dashboards/sre.yml"), folder.resolve("dashboards/sre.yml"));
        Files.copy(Path.of("dashboards/sre-slo.json"), directory.resolve("config/dashboards/sre.json"));
        var provisioning = Provisioning.read(folder);
        var source = Objects.requireNonNull(provisioning.dataSources().get("prometheus"));
        viewer = new ViewerServer(
                "127.0.0.1",
                0,
                new Contents(
                        provisioning.dashboards(),
                        List.of(new Contents.Source(
                                "prometheus", source.name(), source.timeInterval(), new RemoteApi(source.url()))),
                        Optional.empty()),
                Set.of("dashboards.example"));
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
    void pageAndEveryFileThatItNamesAreServedAndNothingElse() throws Exception {
        var page = get("/d/sre-slo/sre-slo?kiosk&theme=dark");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'")
                .doesNotContain("unsafe", "http");
        var files = new ArrayDeque<>(NAMED.matcher(page.body())
                .results()
                .map(found -> found.group(1))
                .toList());
        var seen = new HashSet<String>();
        while (!files.isEmpty()) {
            String file = files.remove();
            if (seen.add(file)) {
                var answer = get(file);
                assertThat(answer.statusCode()).as(file).isEqualTo(200);
                assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                        .startsWith(file.endsWith(".css") ? "text/css" : "text/javascript");
                IMPORT.matcher(file.contains("uPlot") ? "" : answer.body())
                        .results()
                        .forEach(found -> files.add(
                                URI.create(file).resolve(found.group(1)).toString()));
            }
        }
        assertThat(seen)
                .contains("/public/viewer.js", "/public/panel/stat.js", "/public/value/units.js")
                .hasSizeGreaterThan(30);
        for (String other : List.of(
                "../ViewerMain.class", "page/viewer.js", "index.html", "%2e%2e/x.js", "panel/", "value/none.js")) {
            assertThat(get("/public/" + other).statusCode()).as(other).isEqualTo(404);
        }
    }

    @Test
    void settingsTellTheDataSourceAndHowOftenItScrapes() throws Exception {
        assertThat(get("/api/frontend/settings").body())
                .contains(
                        "\"uid\":\"prometheus\"",
                        "\"timeInterval\":\"5s\"",
                        "\"recorded\":false",
                        "\"isDefault\":true");
        assertThat(get("/api/clock").statusCode()).isEqualTo(404);
    }

    @Test
    void otherNamesAndOtherSitesPagesAreRefused() throws Exception {
        String host = "127.0.0.1:" + viewer.port();
        assertThat(status("Host: " + host)).isEqualTo(200);
        assertThat(status("Host: localhost:" + viewer.port())).isEqualTo(200);
        assertThat(status("Host: 203.0.113.7:3000")).isEqualTo(200);
        assertThat(status("Host: dashboards.example:3000")).isEqualTo(200);
        assertThat(status("Host: " + host, "Origin: http://" + host, "Sec-Fetch-Site: same-origin"))
                .isEqualTo(200);
        assertThat(status("Host: " + host, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate"))
                .isEqualTo(200);
        assertThat(status("Host: evil.example")).isEqualTo(403);
        assertThat(status("Host: 127.0.0.1.evil.example:" + viewer.port())).isEqualTo(403);
        assertThat(status("Host: " + host, "Origin: http://evil.example")).isEqualTo(403);
        assertThat(status("Host: " + host, "Origin: null")).isEqualTo(403);
        assertThat(status("Host: " + host, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors"))
                .isEqualTo(403);
    }

    /** Over a bare socket, since clients do not let a program say who it is. */
    private int status(String... headers) throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), viewer.port())) {
            String request =
                    "GET /api/health HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var line = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            return Integer.parseInt(line.split(" ")[1]);
        }
    }

    @Test
    void queriesReachTheDataSourceAndItsRefusalComesBack() throws Exception {
        String proxy = "/api/datasources/proxy/uid/prometheus/api/v1/";
        assertThat(get(proxy + "query?query=up%7Bjob%3D%22a%22%7D").statusCode())
                .isEqualTo(400);
        var posted = client.send(
                HttpRequest.newBuilder(uri(proxy + "query_range"))
                        .POST(HttpRequest.BodyPublishers.ofString("query=up&step=5"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(posted.statusCode()).isEqualTo(400);
        assertThat(posted.body()).contains("bad_data");
        assertThat(asked)
                .containsExactly(
                        "GET /api/v1/query?query=up%7Bjob%3D%22a%22%7D ", "POST /api/v1/query_range query=up&step=5");
    }

    @Test
    void deadDataSourceIsABadGatewayAndOtherPathsDoNotReachIt() throws Exception {
        assertThat(get("/api/datasources/proxy/uid/prometheus/-/quit").statusCode())
                .isEqualTo(404);
        assertThat(get("/api/datasources/proxy/uid/other/api/v1/query").statusCode())
                .isEqualTo(404);
        assertThat(asked).isEmpty();
        prometheus.stop(0);
        assertThat(get("/api/datasources/proxy/uid/prometheus/api/v1/query?query=up")
                        .statusCode())
                .isEqualTo(502);
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
