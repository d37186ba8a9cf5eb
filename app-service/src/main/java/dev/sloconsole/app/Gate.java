package dev.sloconsole.app;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.http.encoding.ContentDecoder;
import io.helidon.http.encoding.ContentEncoder;
import io.helidon.http.encoding.ContentEncoding;
import io.helidon.http.encoding.ContentEncodingContext;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Stands before the stack's Prometheus on AWS, which lets in everybody or nobody: whoever may reach it may ask, but only
 * who knows the secret of the class may write. Why it is a program of ours stands in {@code docs/decisions/}.
 */
final class Gate implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration GRACE = Duration.ofMillis(300);

    /** What is carried to Prometheus, and back. */
    private static final List<HeaderName> CARRIED = List.of(
            HeaderNames.ACCEPT,
            HeaderNames.ACCEPT_ENCODING,
            HeaderNames.CACHE_CONTROL,
            HeaderNames.CONTENT_ENCODING,
            HeaderNames.CONTENT_TYPE,
            HeaderNames.LOCATION,
            HeaderNames.USER_AGENT,
            HeaderNames.create("X-Prometheus-Remote-Write-Version"));

    private final URI target;
    private final Door door;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final WebServer server;

    Gate(Settings settings, URI target) {
        this.target = target;
        this.door = settings.door();
        this.server = WebServer.builder()
                .host(settings.bindAddress())
                .port(settings.port())
                .shutdownHook(false)
                .shutdownGracePeriod(GRACE)
                .contentEncoding(ContentEncodingContext.builder()
                        .contentEncodingsDiscoverServices(false)
                        .addContentEncoding(new AsItIs())
                        .build())
                .routing(routing -> routing.any(this::route))
                .build();
    }

    /** Starts to listen; whether it does. */
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
        http.close();
    }

    private void route(ServerRequest request, ServerResponse response) {
        var path = AppServer.path(request.prologue().uriPath().rawPath());
        var refusal = door.refusal(request);
        if (refusal.isPresent()) {
            Door.refuse(response, refusal.get());
        } else if (path.startsWith("/api/v1/write") && !door.opens(request.headers())) {
            Door.refuse(
                    response, "only the console of this class may write to its Prometheus, and shows a secret for it");
        } else {
            carry(request, path, response);
        }
    }

    private void carry(ServerRequest request, String path, ServerResponse response) {
        var query = request.query().rawValue();
        try {
            var body = request.content().hasEntity()
                    ? HttpRequest.BodyPublishers.ofByteArray(request.content().as(byte[].class))
                    : HttpRequest.BodyPublishers.noBody();
            var carried = HttpRequest.newBuilder(URI.create(target + path + (query.isEmpty() ? "" : "?" + query)))
                    .timeout(PATIENCE)
                    .method(request.prologue().method().text(), body);
            CARRIED.forEach(name ->
                    request.headers().first(name).ifPresent(value -> carried.header(name.defaultCase(), value)));
            var answer = http.send(carried.build(), HttpResponse.BodyHandlers.ofByteArray());
            response.status(Status.create(answer.statusCode()));
            CARRIED.forEach(name ->
                    answer.headers().firstValue(name.defaultCase()).ifPresent(value -> response.header(name, value)));
            response.send(answer.body());
        } catch (IOException | IllegalArgumentException e) {
            response.status(Status.BAD_GATEWAY_502).send("Prometheus does not answer yet: " + e.getMessage() + "\n");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            response.status(Status.SERVICE_UNAVAILABLE_503).send("Prometheus is being stopped.\n");
        }
    }

    /** Bodies are carried as they are; Helidon would refuse snappy, in which samples are written. */
    private static final class AsItIs implements ContentEncoding {

        @Override
        public Set<String> ids() {
            return Set.of("snappy", "gzip", "zstd");
        }

        @Override
        public boolean supportsEncoding() {
            return false;
        }

        @Override
        public boolean supportsDecoding() {
            return true;
        }

        @Override
        public ContentDecoder decoder() {
            return ContentDecoder.NO_OP;
        }

        @Override
        public ContentEncoder encoder() {
            return ContentEncoder.NO_OP;
        }

        @Override
        public String name() {
            return "as-it-is";
        }

        @Override
        public String type() {
            return "as-it-is";
        }
    }
}
