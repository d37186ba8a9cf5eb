package dev.sloconsole.grafana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
class ViewerServerTest {

    @TempDir
    Path folder;

    private HttpServer prometheus;
    private ViewerServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void start() throws IOException {
        prometheus = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        prometheus.createContext("/", exchange -> {
            var told = exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var answer = told.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(422, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        prometheus.start();
        provision("http://localhost:" + prometheus.getAddress().getPort());
        server = new ViewerServer(new ViewerSettings(0, "127.0.0.1", folder), Provisioning.read(folder)).start();
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
        prometheus.stop(0);
    }

    @Test
    void tellsItsHealthAsGrafanaDoes() throws Exception {
        assertThat(get("/api/health").body()).contains("\"database\":\"ok\"");
    }

    @Test
    void servesTheDashboardByItsUid() throws Exception {
        var json = new ObjectMapper();

        assertThat(json.readTree(get("/api/dashboards/uid/sre-slo").body()).path("dashboard"))
                .isEqualTo(json.readTree(Path.of("dashboards", "sre.json").toFile()));
        assertThat(get("/api/dashboards/uid/other").statusCode()).isEqualTo(404);
    }

    @Test
    void servesThePageAndAllThatItLoads() throws Exception {
        var page = get("/d/sre-slo/sre-slo?kiosk");

        assertThat(page.statusCode()).isEqualTo(200);
        for (var file : new String[] {
            "viewer.css", "viewer.js", "panels.js", "queries.js", "units.js", "uPlot.js", "uPlot.css"
        }) {
            assertThat(get("/public/" + file).statusCode()).as(file).isEqualTo(200);
        }
    }

    @Test
    void servesNothingElseOfItsClassPath() throws Exception {
        assertThat(get("/public/../ViewerServer.class").statusCode()).isEqualTo(404);
        assertThat(get("/public/ViewerServer.class").statusCode()).isEqualTo(404);
    }

    @Test
    void passesQueriesOnToTheDataSourceWithStatusAndBody() throws Exception {
        var asked = get("/api/datasources/proxy/uid/prometheus/api/v1/query?query=up%7Ba%3D%22b%22%7D");
        var posted = client.send(
                HttpRequest.newBuilder(uri("/api/datasources/proxy/uid/prometheus/api/v1/query_range"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("query=up"))
                        .build(),
                BodyHandlers.ofString());

        assertThat(asked.statusCode()).isEqualTo(422);
        assertThat(asked.body()).isEqualTo("GET /api/v1/query?query=up%7Ba%3D%22b%22%7D ");
        assertThat(posted.body()).isEqualTo("POST /api/v1/query_range query=up");
        assertThat(get("/api/datasources/proxy/uid/other/api/v1/query").statusCode()).isEqualTo(404);
    }

    @Test
    void aDeadDataSourceIsToldAsAnErrorOfTheApi() throws Exception {
        prometheus.stop(0);

        var answer = get("/api/datasources/proxy/uid/prometheus/api/v1/query?query=up");

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains("The data source does not answer.");
    }

    @Test
    void aMissingFolderIsToldTogetherWithWhatToDo() {
        assertThatThrownBy(() -> ViewerSettings.from(Map.of("GF_PATHS_PROVISIONING", "/no/such/folder", "GF_SERVER_HTTP_PORT", "x")))
                .isInstanceOf(InvalidProvisioning.class)
                .hasMessageContaining("GF_PATHS_PROVISIONING")
                .hasMessageContaining("GF_SERVER_HTTP_PORT is 'x'");
    }

    @Test
    void aDamagedProvisioningFileIsNamed() throws IOException {
        Files.writeString(folder.resolve("datasources").resolve("prometheus.yml"), "datasources: [");

        assertThatThrownBy(() -> Provisioning.read(folder))
                .isInstanceOf(InvalidProvisioning.class)
                .hasMessageContaining("prometheus.yml");
    }

    private void provision(String prometheusUrl) throws IOException {
        for (var kind : new String[] {"datasources", "dashboards"}) {
            Files.createDirectories(folder.resolve(kind));
        }
        var datasource = Files.readString(Path.of("provisioning", "datasources", "prometheus.yml"));
        var dashboards = Files.readString(Path.of("provisioning", "dashboards", "sre.yml"));
        Files.writeString(
                folder.resolve("datasources").resolve("prometheus.yml"),
                datasource.replace("http://localhost:9090", prometheusUrl));
        Files.writeString(
                folder.resolve("dashboards").resolve("sre.yml"),
                dashboards.replace("/config/dashboards", Path.of("dashboards").toAbsolutePath().toString()));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }
}
