package dev.sloconsole.app;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;

/**
 * The HTTP server: {@code /}, {@code /fail} and {@code /kill} for users, {@code /health} and {@code /metrics} for
 * machines. Users' requests are counted, unknown paths included; machines' are not, nor is what the {@link Door} keeps
 * out.
 *
 * <p>{@code /kill} answers 202 and then calls what the constructor was given, which is to end the process.
 */
final class AppServer implements AutoCloseable {

    private static final Duration GRACE = Duration.ofMillis(300);

    private final TaskIdentity identity;
    private final RequestMetrics metrics;
    private final Runnable death;
    private final Door door;
    private final WebServer server;

    AppServer(Settings settings, TaskIdentity identity, Runnable death) {
        this.identity = identity;
        this.metrics = new RequestMetrics(identity);
        this.death = death;
        this.door = settings.door();
        this.server = WebServer.builder()
                .host(settings.bindAddress())
                .port(settings.port())
                .shutdownHook(false)
                .shutdownGracePeriod(GRACE)
                .routing(routing -> routing.any(this::route))
                .build();
    }

    /**
     * Starts to listen.
     *
     * @return whether it does; if not, the port is taken or the address is not this machine's (Helidon logs which, and
     *     does not throw)
     */
    boolean start() {
        server.start();
        return server.isRunning();
    }

    /** The port in use; of interest where port 0 was asked for. */
    int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
    }

    /** One handler for all: the path of an absolute-form request, as proxies send them, is the whole URI in Helidon. */
    private void route(ServerRequest request, ServerResponse response) {
        long started = System.nanoTime();
        var refusal = door.refusal(request);
        if (refusal.isPresent()) {
            Door.refuse(response, refusal.get());
            closeIfAsked(request);
            return;
        }
        switch (path(request.prologue().uriPath().rawPath())) {
            case "/health" ->
                response.status(Status.OK_200)
                        .header(HeaderValues.CONTENT_TYPE_JSON)
                        .send("{\"status\":\"UP\"}");
            case "/metrics" -> {
                String accept = request.headers().first(HeaderNames.ACCEPT).orElse("");
                var exposition = metrics.exposition(accept);
                response.status(Status.OK_200)
                        .header(HeaderNames.CONTENT_TYPE, exposition.contentType())
                        .send(exposition.body());
            }
            case "/" -> answer(started, response, Status.OK_200, "ok");
            case "/fail" -> answer(started, response, Status.INTERNAL_SERVER_ERROR_500, "failed as asked");
            case "/kill" -> kill(started, request, response);
            default -> answer(started, response, Status.NOT_FOUND_404, "no such path; there are /, /fail and /kill");
        }
        closeIfAsked(request);
    }

    private void kill(long started, ServerRequest request, ServerResponse response) {
        if (!door.opens(request.headers())) {
            Door.refuse(response, "only the console of this class may kill the task, and shows a secret for it");
            return;
        }
        response.header(HeaderValues.CONNECTION_CLOSE);
        answer(started, response, Status.ACCEPTED_202, "dying");
        death.run();
    }

    /** Counts first and sends then, so that whoever has the answer finds it in the metrics. */
    private void answer(long started, ServerResponse response, Status status, String message) {
        String body = "{\"status\":" + status.code() + ",\"message\":\"" + message + "\",\"task\":\"" + identity.task()
                + "\",\"address\":\"" + identity.address() + "\"}";
        metrics.served(status.code(), System.nanoTime() - started);
        response.status(status).header(HeaderValues.CONTENT_TYPE_JSON).send(body);
    }

    /** Helidon answers {@code Connection: close} with the same and then waits for the next request, up to six minutes. */
    private static void closeIfAsked(ServerRequest request) {
        if (request.headers().contains(HeaderValues.CONNECTION_CLOSE)) {
            throw new CloseConnectionException("As the client asked.");
        }
    }

    static String path(String raw) {
        int authority = raw.indexOf("://");
        if (authority <= 0) {
            return raw;
        }
        int slash = raw.indexOf('/', authority + 3);
        return slash < 0 ? "/" : raw.substring(slash);
    }
}
