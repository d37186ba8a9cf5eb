package dev.sloconsole.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/**
 * The server behind the viewer page, at those of Grafana's addresses that the page and its embedder need:
 * {@code /api/health}, {@code /api/dashboards/uid/UID}, {@code /d/UID/SLUG}, {@code /public/FILE}, and
 * {@code /api/datasources/proxy/uid/UID/api/v1/...}, which carries GET and POST to the data source.
 */
final class ViewerServer implements AutoCloseable {

    static final String VERSION = "slo-console-viewer";

    private static final Duration GRACE = Duration.ofMillis(300);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String PROXY = "/api/datasources/proxy/uid/";
    private static final String DASHBOARDS = "/api/dashboards/uid/";
    private static final String JSON = "application/json; charset=utf-8";
    private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

    /** Everything under {@code /public/}; nothing else of the class path can be asked for. */
    private static final Map<String, String> FILES = Map.of(
            "uPlot.iife.min.js", UPLOT + "uPlot.iife.min.js",
            "uPlot.min.css", UPLOT + "uPlot.min.css",
            "viewer.css", "page/viewer.css",
            "viewer.js", "page/viewer.js",
            "panels.js", "page/panels.js",
            "datasource.js", "page/datasource.js",
            "format.js", "page/format.js");

    private final Provisioning provisioning;
    private final WebServer server;
    private final HttpClient client = HttpClient.newBuilder()
            .proxy(HttpClient.Builder.NO_PROXY)
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    ViewerServer(String address, int port, Provisioning provisioning) {
        this.provisioning = provisioning;
        this.server = WebServer.builder()
                .host(address)
                .port(port)
                .shutdownHook(false)
                .shutdownGracePeriod(GRACE)
                .routing(routing -> routing.any(this::route))
                .build();
    }

    /** Starts to listen; whether it does. If not, the port is taken or the address is not this machine's. */
    boolean start() {
        server.start();
        return server.isRunning();
    }

    int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
        client.shutdownNow();
    }

    private void route(ServerRequest request, ServerResponse response) {
        String path = path(request.prologue().uriPath().rawPath());
        if (path.equals("/api/health")) {
            response.header(HeaderNames.CONTENT_TYPE, JSON)
                    .send("{\"database\":\"ok\",\"version\":\"" + VERSION + "\"}");
        } else if (path.startsWith(DASHBOARDS)) {
            dashboard(path.substring(DASHBOARDS.length()), response);
        } else if (path.startsWith(PROXY)) {
            proxy(path.substring(PROXY.length()), request, response);
        } else if (path.startsWith("/d/")) {
            String uid = path.substring(3).replaceFirst("/.*", "");
            if (provisioning.dashboards().containsKey(uid)) {
                send(response, "text/html; charset=utf-8", "page/index.html");
            } else {
                refuse(response, Status.NOT_FOUND_404, "Dashboard not found");
            }
        } else if (path.startsWith("/public/") && FILES.containsKey(path.substring(8))) {
            send(response, mediaType(path), FILES.get(path.substring(8)));
        } else {
            refuse(response, Status.NOT_FOUND_404, "Not found");
        }
        closeIfAsked(request);
    }

    private void dashboard(String uid, ServerResponse response) {
        JsonNode dashboard = provisioning.dashboards().get(uid);
        if (dashboard == null) {
            refuse(response, Status.NOT_FOUND_404, "Dashboard not found");
            return;
        }
        var answer = JsonNodeFactory.instance.objectNode();
        answer.putObject("meta").put("provisioned", true).put("canEdit", false);
        answer.set("dashboard", dashboard);
        response.header(HeaderNames.CONTENT_TYPE, JSON).send(answer.toString());
    }

    private void proxy(String rest, ServerRequest request, ServerResponse response) {
        int slash = rest.indexOf('/');
        String uid = slash < 0 ? rest : rest.substring(0, slash);
        String api = slash < 0 ? "" : rest.substring(slash);
        URI source = provisioning.dataSources().get(uid);
        if (source == null || !api.startsWith("/api/v1/")) {
            refuse(response, Status.NOT_FOUND_404, "Data source not found");
            return;
        }
        String query = request.prologue().query().rawValue();
        try {
            var target = URI.create(source + api + (query.isEmpty() ? "" : "?" + query));
            var outgoing = HttpRequest.newBuilder(target).timeout(TIMEOUT);
            switch (request.prologue().method().text()) {
                case "GET" -> outgoing.GET();
                case "POST" -> outgoing.header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(request.content().as(byte[].class)));
                default -> {
                    refuse(response, Status.METHOD_NOT_ALLOWED_405, "Only GET and POST reach a data source");
                    return;
                }
            }
            var answer = client.send(outgoing.build(), HttpResponse.BodyHandlers.ofByteArray());
            response.status(answer.statusCode())
                    .header(HeaderNames.CONTENT_TYPE, answer.headers().firstValue("Content-Type").orElse(JSON))
                    .send(answer.body());
        } catch (IOException e) {
            refuse(response, Status.BAD_GATEWAY_502, "The data source does not answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            refuse(response, Status.BAD_GATEWAY_502, "The viewer is closing");
        }
    }

    private static void send(ServerResponse response, String mediaType, String resource) {
        try (var in = ViewerServer.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The viewer's jar lacks " + resource + ".");
            }
            response.header(HeaderNames.CONTENT_TYPE, mediaType)
                    .header(HeaderNames.CACHE_CONTROL, "no-cache")
                    .send(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + resource + ".", e);
        }
    }

    private static void refuse(ServerResponse response, Status status, String message) {
        response.status(status).header(HeaderNames.CONTENT_TYPE, JSON).send("{\"message\":\"" + message + "\"}");
    }

    /** Helidon answers {@code Connection: close} with the same and then waits for the next request, up to six minutes. */
    private static void closeIfAsked(ServerRequest request) {
        if (request.headers().contains(HeaderValues.CONNECTION_CLOSE)) {
            throw new CloseConnectionException("As the client asked.");
        }
    }

    private static String mediaType(String path) {
        return path.endsWith(".css") ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8";
    }

    /** The path alone: Helidon gives the whole URI for requests in absolute form, as proxies send them. */
    private static String path(String raw) {
        int authority = raw.indexOf("://");
        if (authority <= 0) {
            return raw;
        }
        int slash = raw.indexOf('/', authority + 3);
        return slash < 0 ? "/" : raw.substring(slash);
    }
}
