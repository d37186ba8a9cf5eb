package dev.sloconsole.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Serves what Grafana would serve of the provisioned dashboards, under Grafana's URLs. */
final class ViewerServer implements AutoCloseable {

    private static final String PUBLIC = "/dev/sloconsole/grafana/public/";
    private static final Map<String, String> FILES = Map.of(
            "viewer.html", PUBLIC + "viewer.html",
            "viewer.css", PUBLIC + "viewer.css",
            "viewer.js", PUBLIC + "viewer.js",
            "panels.js", PUBLIC + "panels.js",
            "queries.js", PUBLIC + "queries.js",
            "units.js", PUBLIC + "units.js",
            "uPlot.js", "/META-INF/resources/webjars/uplot/1.6.30/dist/uPlot.iife.min.js",
            "uPlot.css", "/META-INF/resources/webjars/uplot/1.6.30/dist/uPlot.min.css");
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8");

    private final Provisioning provisioning;
    private final DatasourceProxy proxy = new DatasourceProxy();
    private final ViewerSettings settings;
    private final WebServer server;

    ViewerServer(ViewerSettings settings, Provisioning provisioning) {
        this.settings = settings;
        this.provisioning = provisioning;
        this.server = WebServer.builder()
                .host(settings.address())
                .port(settings.port())
                .shutdownHook(false)
                .maxPayloadSize(1 << 20)
                .routing(this::routes)
                .build();
    }

    ViewerServer start() {
        server.start();
        if (!server.isRunning()) {
            // Helidon logs the reason and stops.
            throw new IllegalStateException("Could not listen on port " + settings.port() + " of " + settings.address()
                    + ". Close the program that uses it, or set GF_SERVER_HTTP_PORT to a free port.");
        }
        return this;
    }

    int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
        proxy.close();
    }

    private void routes(HttpRouting.Builder routing) {
        routing.get("/", this::home)
                .get("/api/health", (request, response) -> json(response, Status.OK_200, health()))
                .get("/api/dashboards/uid/{uid}", this::dashboard)
                .get("/d/{uid}/{slug}", this::page)
                .get("/public/{file}", (request, response) ->
                        file(response, request.path().pathParameters().get("file")))
                .get("/api/datasources/proxy/uid/{uid}/*", this::query)
                .post("/api/datasources/proxy/uid/{uid}/*", this::query);
    }

    private void home(ServerRequest request, ServerResponse response) {
        var first = provisioning.dashboards().firstEntry();
        if (first == null) {
            notFound(response, "No dashboard is provisioned.");
            return;
        }
        response.status(Status.FOUND_302);
        response.header(HeaderNames.LOCATION, "/d/" + first.getKey() + "/" + first.getKey());
        response.send();
    }

    private static JsonNode health() {
        return JsonNodeFactory.instance.objectNode().put("database", "ok").put("version", "0.0.0-viewer");
    }

    private void dashboard(ServerRequest request, ServerResponse response) {
        var dashboard = provisioning.dashboards().get(request.path().pathParameters().get("uid"));
        if (dashboard == null) {
            notFound(response, "Dashboard not found");
            return;
        }
        var answer = JsonNodeFactory.instance.objectNode();
        answer.putObject("meta").put("provisioned", true).put("canEdit", false);
        answer.set("dashboard", dashboard);
        json(response, Status.OK_200, answer);
    }

    private void page(ServerRequest request, ServerResponse response) {
        if (provisioning.dashboards().containsKey(request.path().pathParameters().get("uid"))) {
            file(response, "viewer.html");
        } else {
            notFound(response, "Dashboard not found");
        }
    }

    private void query(ServerRequest request, ServerResponse response) {
        var uid = request.path().pathParameters().get("uid");
        var datasource = provisioning.datasources().get(uid);
        if (datasource == null) {
            notFound(response, "Data source not found");
            return;
        }
        var path = request.path().rawPath().substring(("/api/datasources/proxy/uid/" + uid).length());
        var query = Optional.of(request.query().rawValue()).filter(q -> !q.isEmpty()).map(q -> "?" + q).orElse("");
        var form = request.content().hasEntity() ? request.content().as(String.class) : "";
        var answer = proxy.pass(datasource, path + query, form);
        response.status(Status.create(answer.status()));
        response.header(HeaderNames.CONTENT_TYPE, answer.contentType());
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
        response.send(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    private static void file(ServerResponse response, String name) {
        var resource = FILES.get(name);
        if (resource == null) {
            notFound(response, "No such file");
            return;
        }
        try (var in = ViewerServer.class.getResourceAsStream(resource)) {
            if (in == null) {
                notFound(response, "The file " + name + " is missing in this build");
                return;
            }
            response.header(HeaderNames.CONTENT_TYPE, TYPES.get(name.substring(name.lastIndexOf('.') + 1)));
            response.header(HeaderNames.CACHE_CONTROL, "no-cache");
            response.send(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void notFound(ServerResponse response, String message) {
        json(response, Status.NOT_FOUND_404, JsonNodeFactory.instance.objectNode().put("message", message));
    }

    private static void json(ServerResponse response, Status status, JsonNode body) {
        response.status(status);
        response.header(HeaderNames.CONTENT_TYPE, "application/json");
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
        response.send(body.toString().getBytes(StandardCharsets.UTF_8));
    }
}
