package dev.sloconsole.app;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The HTTP server. What users ask for is counted; {@code /metrics} and {@code /health} are asked for by machines and are
 * not.
 */
final class AppServer implements AutoCloseable {

    private final Settings settings;
    private final Metrics metrics;
    private final TaskIdentity task;
    private final Runnable death;
    private final WebServer server;

    /** @param death what {@code /kill} does once its answer is on the way */
    AppServer(Settings settings, TaskIdentity task, Runnable death) {
        this.settings = settings;
        this.task = task;
        this.death = death;
        this.metrics = new Metrics(task);
        this.server = WebServer.builder()
                .host(settings.bindAddress())
                .port(settings.port())
                .shutdownHook(false)
                .routing(this::routes)
                .build();
    }

    /** Binds the port; an {@link IllegalStateException} tells if it cannot. */
    AppServer start() {
        server.start();
        if (!server.isRunning()) {
            // Helidon logs the reason and stops.
            throw new IllegalStateException("Could not listen on port " + settings.port() + " of "
                    + settings.bindAddress()
                    + ". Close the program that uses it, or set PORT to a free port and BIND_ADDRESS to an own address.");
        }
        return this;
    }

    int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
    }

    private void routes(HttpRouting.Builder routing) {
        routing.get("/metrics", this::exposeMetrics)
                .get("/health", (request, response) -> json(response, Status.OK_200, "{\"status\":\"up\"}"))
                .any("/", (request, response) -> user(response, Status.OK_200, "\"status\":\"ok\""))
                .any("/fail", (request, response) -> user(
                        response,
                        Status.INTERNAL_SERVER_ERROR_500,
                        "\"status\":\"failed\",\"reason\":\"/fail always fails\""))
                .any("/kill", this::kill)
                .any((request, response) -> user(
                        response,
                        Status.NOT_FOUND_404,
                        "\"status\":\"not found\",\"reason\":\"there are /, /fail, /kill, /health and /metrics\""));
    }

    private void exposeMetrics(ServerRequest request, ServerResponse response) {
        var accept = request.headers().contains(HeaderNames.ACCEPT)
                ? Optional.of(request.headers().get(HeaderNames.ACCEPT).allValues().getFirst())
                : Optional.<String>empty();
        var exposition = metrics.expose(accept);
        response.header(HeaderNames.CONTENT_TYPE, exposition.contentType());
        response.send(exposition.text().getBytes(StandardCharsets.UTF_8));
    }

    private void kill(ServerRequest request, ServerResponse response) {
        response.header(HeaderNames.CONNECTION, "close");
        response.whenSent(death);
        user(response, Status.ACCEPTED_202, "\"status\":\"dying\"");
    }

    private void user(ServerResponse response, Status status, String fields) {
        long start = System.nanoTime();
        // Counted before it is sent: whoever has the answer finds it in the metrics.
        metrics.counted(status.code());
        json(response, status, "{%s,\"task\":\"%s\",\"address\":\"%s\"}".formatted(fields, task.id(), task.address()));
        metrics.took(System.nanoTime() - start);
    }

    private static void json(ServerResponse response, Status status, String body) {
        response.status(status);
        response.header(HeaderNames.CONTENT_TYPE, "application/json");
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
        response.send(body.getBytes(StandardCharsets.UTF_8));
    }
}
