package dev.sloconsole.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The server behind the viewer page, at those of Grafana's addresses that the page and its embedder need:
 * {@code /api/health}, {@code /api/frontend/settings}, {@code /api/dashboards/uid/UID}, {@code /d/UID/SLUG},
 * {@code /public/FILE}, and {@code /api/datasources/proxy/uid/UID/api/v1/...}, which carries GET and POST to the data
 * source. Beside them {@code /api/clock}, which tells the moment of a recording. Answers no other site's page.
 */
public final class ViewerServer implements AutoCloseable {

    static final String VERSION = "slo-console-viewer";

    private static final Duration GRACE = Duration.ofMillis(300);
    private static final int MAX_FORM = 1 << 20;
    private static final String PROXY = "/api/datasources/proxy/uid/";
    private static final String DASHBOARDS = "/api/dashboards/uid/";
    private static final String JSON = "application/json; charset=utf-8";
    private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";
    private static final Set<String> UPLOT_FILES = Set.of("uPlot.iife.min.js", "uPlot.min.css");

    /** The page's own files; nothing else of the class path can be asked for. */
    private static final Pattern PAGE_FILE = Pattern.compile("(?:[a-z]+/)?[a-z-]+\\.(?:js|css)");

    /** The page runs what this server sends, talks to this server, and does nothing else. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
            + "img-src 'self' data:; base-uri 'none'; form-action 'none'";

    private final Contents contents;
    private final Gate gate;
    private final WebServer server;

    /** @param names under which it may be asked, beside addresses and {@code localhost} */
    public ViewerServer(String address, int port, Contents contents, Set<String> names) {
        this.contents = contents;
        this.gate = new Gate(names);
        this.server = WebServer.builder()
                .host(address)
                .port(port)
                .shutdownHook(false)
                .shutdownGracePeriod(GRACE)
                .maxPayloadSize(MAX_FORM)
                .routing(routing -> routing.any(this::route))
                .build();
    }

    /** Starts to listen; whether it does. If not, the port is taken or the address is not this machine's. */
    public boolean start() {
        server.start();
        return server.isRunning();
    }

    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
    }

    private void route(ServerRequest request, ServerResponse response) {
        String path = path(request.prologue().uriPath().rawPath());
        response.header("Content-Security-Policy", POLICY);
        response.header("X-Content-Type-Options", "nosniff");
        response.header("Referrer-Policy", "no-referrer");
        var refusal = gate.refusal(
                request.headers().first(HeaderNames.HOST).orElse(""),
                request.headers().first(HeaderNames.ORIGIN),
                request.headers().first(HeaderNames.create("Sec-Fetch-Site")),
                request.headers().first(HeaderNames.create("Sec-Fetch-Mode")));
        if (refusal.isPresent()) {
            refuse(response, Status.FORBIDDEN_403, refusal.get());
        } else if (path.startsWith("/api/")) {
            api(path, request, response);
        } else if (path.startsWith("/d/")) {
            String uid = path.substring(3).replaceFirst("/.*", "");
            if (contents.dashboards().containsKey(uid)) {
                send(response, "text/html; charset=utf-8", "page/index.html");
            } else {
                refuse(response, Status.NOT_FOUND_404, "Dashboard not found");
            }
        } else if (path.startsWith("/public/")) {
            file(path.substring("/public/".length()), response);
        } else {
            refuse(response, Status.NOT_FOUND_404, "Not found");
        }
        closeIfAsked(request);
    }

    private void api(String path, ServerRequest request, ServerResponse response) {
        if (path.startsWith(DASHBOARDS)) {
            dashboard(path.substring(DASHBOARDS.length()), response);
        } else if (path.startsWith(PROXY)) {
            proxy(path.substring(PROXY.length()), request, response);
        } else if (path.equals("/api/health")) {
            json(response, object().put("database", "ok").put("version", VERSION));
        } else if (path.equals("/api/frontend/settings")) {
            json(response, settings());
        } else if (path.equals("/api/clock") && contents.clock().isPresent()) {
            var now = contents.clock().get().get();
            json(response, object().put("now", now.toEpochMilli() / 1000.0));
        } else {
            refuse(response, Status.NOT_FOUND_404, "Not found");
        }
    }

    private ObjectNode settings() {
        var settings = object().put("recorded", contents.clock().isPresent());
        var sources = settings.putObject("datasources");
        for (var source : contents.sources()) {
            sources.putObject(source.name())
                    .put("uid", source.uid())
                    .put("name", source.name())
                    .put("type", "prometheus")
                    .put("isDefault", source.equals(contents.sources().getFirst()))
                    .putObject("jsonData")
                    .put("timeInterval", source.timeInterval());
        }
        return settings;
    }

    private void dashboard(String uid, ServerResponse response) {
        JsonNode dashboard = contents.dashboards().get(uid);
        if (dashboard == null) {
            refuse(response, Status.NOT_FOUND_404, "Dashboard not found");
            return;
        }
        var answer = object();
        answer.putObject("meta").put("provisioned", true).put("canEdit", false);
        answer.set("dashboard", dashboard);
        json(response, answer);
    }

    private void proxy(String rest, ServerRequest request, ServerResponse response) {
        int slash = rest.indexOf('/');
        String uid = slash < 0 ? rest : rest.substring(0, slash);
        String api = slash < 0 ? "" : rest.substring(slash);
        var source =
                contents.sources().stream().filter(s -> s.uid().equals(uid)).findFirst();
        if (source.isEmpty() || !api.startsWith("/api/v1/")) {
            refuse(response, Status.NOT_FOUND_404, "Data source not found");
            return;
        }
        String method = request.prologue().method().text();
        if (!method.equals("GET") && !method.equals("POST")) {
            refuse(response, Status.METHOD_NOT_ALLOWED_405, "Only GET and POST reach a data source");
            return;
        }
        try {
            String form = method.equals("POST") ? request.content().as(String.class) : "";
            var reply =
                    source.get().api().answer(api, request.prologue().query().rawValue(), form);
            response.status(reply.status())
                    .header(HeaderNames.CONTENT_TYPE, reply.mediaType())
                    .send(reply.body());
        } catch (IOException e) {
            refuse(response, Status.BAD_GATEWAY_502, "The data source does not answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            refuse(response, Status.BAD_GATEWAY_502, "The viewer is closing");
        }
    }

    private static void file(String name, ServerResponse response) {
        String mediaType = name.endsWith(".css") ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8";
        if (UPLOT_FILES.contains(name)) {
            send(response, mediaType, UPLOT + name);
        } else if (PAGE_FILE.matcher(name).matches() && ViewerServer.class.getResource("page/" + name) != null) {
            send(response, mediaType, "page/" + name);
        } else {
            refuse(response, Status.NOT_FOUND_404, "Not found");
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

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static void json(ServerResponse response, ObjectNode body) {
        response.header(HeaderNames.CONTENT_TYPE, JSON)
                .header(HeaderNames.CACHE_CONTROL, "no-store")
                .send(body.toString());
    }

    private static void refuse(ServerResponse response, Status status, String message) {
        response.status(status)
                .header(HeaderNames.CONTENT_TYPE, JSON)
                .send(object().put("message", message).toString());
    }

    /** Helidon answers {@code Connection: close} with the same and then waits for the next request, up to six minutes. */
    private static void closeIfAsked(ServerRequest request) {
        if (request.headers().contains(HeaderValues.CONNECTION_CLOSE)) {
            throw new CloseConnectionException("As the client asked.");
        }
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
