package dev.sloconsole.local.wire;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sloconsole.local.CloudThread;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one HTTP endpoint of all services, on 127.0.0.1 only. It takes requests as every AWS client sends them (nearly
 * always {@code POST /}), checks who asks (Host, Origin, signature), finds the operation, runs it on the local-cloud thread and words answer or
 * error in the service's protocol. Each request has a virtual thread, so a slow client keeps nobody waiting.
 */
public final class AwsEndpoint implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AwsEndpoint.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_BODY_BYTES = 1 << 20;

    private final int wantedPort;
    private final SignatureV4 signature;
    private final CloudThread thread;
    private final Map<String, AwsService.JsonService> jsonServices = new HashMap<>();
    private final Map<String, AwsService.QueryService> queryServices = new HashMap<>();
    private final List<AwsService.RestRoute> restRoutes = new ArrayList<>();
    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
    private @Nullable HttpServer server;

    /**
     * @param port 0 takes any free one
     * @param services told apart by target prefix (JSON), version (query) or path (REST)
     */
    public AwsEndpoint(
            int port, String accessKeyId, String secretAccessKey, CloudThread thread, List<AwsService> services) {
        this.wantedPort = port;
        this.signature = new SignatureV4(accessKeyId, secretAccessKey);
        this.thread = thread;
        for (var service : services) {
            switch (service) {
                case AwsService.JsonService json -> jsonServices.put(json.targetPrefix(), json);
                case AwsService.QueryService query -> queryServices.put(query.version(), query);
                case AwsService.RestXmlService rest -> restRoutes.addAll(rest.routes());
            }
        }
    }

    /** @throws EndpointNotStarted if the port is taken */
    public void start() {
        try {
            var started = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), wantedPort), 0);
            started.setExecutor(requests);
            started.createContext("/", this::handle);
            started.start();
            server = started;
        } catch (BindException e) {
            throw new EndpointNotStarted("Could not start the local cloud: TCP port " + wantedPort
                    + " on 127.0.0.1 is already in use. Close the other program, or choose another port"
                    + " (0 takes any free one).", e);
        } catch (IOException e) {
            throw new EndpointNotStarted("Could not start the local cloud on 127.0.0.1, port " + wantedPort + ": "
                    + e.getMessage(), e);
        }
    }

    /** Where clients find it; known once started. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + port());
    }

    @Override
    public void close() {
        if (server != null) {
            server.stop(0);
        }
        requests.shutdownNow();
    }

    private int port() {
        if (server == null) {
            throw new IllegalStateException("The endpoint has no address before start().");
        }
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        var id = UUID.randomUUID().toString();
        try (exchange) {
            var answer = ScopedValue.where(RequestId.CURRENT, id).call(() -> answer(exchange));
            var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            var headers = exchange.getResponseHeaders();
            headers.set("x-amzn-RequestId", id);
            headers.set("Content-Type", answer.contentType());
            answer.errorType().ifPresent(code -> headers.set("x-amzn-ErrorType", code));
            if (answer.hangUp()) {
                headers.set("Connection", "close");
            }
            if (bytes.length == 0 || exchange.getRequestMethod().equals("HEAD")) {
                exchange.sendResponseHeaders(answer.status(), -1);
            } else {
                exchange.sendResponseHeaders(answer.status(), bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    /** What goes back. */
    private record Answer(
            int status, String contentType, String body, Optional<String> errorType, boolean hangUp) {

        static Answer ok(Protocol protocol, String body) {
            return new Answer(200, protocol.contentType(), body, Optional.empty(), false);
        }

        static Answer error(Protocol protocol, AwsError error) {
            return new Answer(error.status(), protocol.contentType(), protocol.body(error),
                    protocol == Protocol.JSON ? Optional.of(error.code()) : Optional.empty(), false);
        }

        static Answer plain(int status, String text) {
            return new Answer(status, "text/plain; charset=utf-8", text + "\n", Optional.empty(), true);
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        var host = Optional.ofNullable(headers.getFirst("Host")).orElse("");
        if (!host.equals("127.0.0.1:" + port()) && !host.equals("localhost:" + port())) {
            return Answer.plain(403, "This endpoint answers to 127.0.0.1:" + port() + " and localhost:" + port()
                    + " only; the request named another host.");
        }
        if (headers.containsKey("Origin")) {
            return Answer.plain(403, "This endpoint is not for web pages: a request with an Origin is refused.");
        }
        var body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
        if (body.length > MAX_BODY_BYTES) {
            return Answer.plain(413, "The request is larger than " + MAX_BODY_BYTES + " bytes.");
        }
        var target = Optional.ofNullable(headers.getFirst("X-Amz-Target"));
        if (!exchange.getRequestMethod().equals("POST")) {
            return rest(exchange, body);
        }
        return target.isPresent() ? json(exchange, target.get(), body)
                : exchange.getRequestURI().getRawPath().equals("/") ? query(exchange, body)
                : rest(exchange, body);
    }

    private Answer json(HttpExchange exchange, String target, byte[] body) {
        return guarded(Protocol.JSON, () -> {
            check(Protocol.JSON, exchange, body);
            int dot = target.indexOf('.');
            var prefix = dot < 0 ? target : target.substring(0, dot);
            var name = target.substring(dot + 1);
            var operation = Optional.ofNullable(jsonServices.get(prefix))
                    .flatMap(service -> Optional.ofNullable(service.operations().get(name)))
                    .orElseThrow(() -> Protocol.JSON.unknownOperation(prefix, name));
            var request = jsonObject(body);
            return run(() -> operation.call(request)).toString();
        });
    }

    private Answer query(HttpExchange exchange, byte[] body) {
        var text = new String(body, StandardCharsets.UTF_8);
        QueryForm form;
        try {
            form = QueryForm.parse(text);
        } catch (AwsError e) {
            return Answer.error(Protocol.QUERY, e);
        }
        var version = form.text("Version").orElse("");
        var protocol = Protocol.ofQueryVersion(version);
        return guarded(protocol, () -> {
            check(protocol, exchange, body);
            var action = form.text("Action").orElseThrow(() -> new AwsError("MissingAction",
                    "The request is missing an action or a required parameter: Action."));
            var operation = Optional.ofNullable(queryServices.get(version))
                    .flatMap(service -> Optional.ofNullable(service.operations().get(action)))
                    .orElseThrow(() -> protocol.unknownOperation("API version " + version, action));
            return run(() -> operation.call(form.fields()));
        });
    }

    private Answer rest(HttpExchange exchange, byte[] body) {
        return guarded(Protocol.REST_XML, () -> {
            check(Protocol.REST_XML, exchange, body);
            var method = exchange.getRequestMethod();
            var uri = exchange.getRequestURI();
            for (var route : restRoutes) {
                var request = RestRequest.by(route, method, uri, new String(body, StandardCharsets.UTF_8));
                if (request.isPresent()) {
                    return run(() -> route.operation().call(request.get()));
                }
            }
            throw Protocol.REST_XML.unknownOperation("any REST service", method + " " + uri.getRawPath());
        });
    }

    /** Something that gives the text of an answer. */
    @FunctionalInterface
    private interface Answering {
        String body();
    }

    private static Answer guarded(Protocol protocol, Answering answering) {
        try {
            return Answer.ok(protocol, answering.body());
        } catch (AwsError e) {
            return Answer.error(protocol, e);
        } catch (RuntimeException e) {
            if (Thread.currentThread().isInterrupted()) {
                return Answer.error(protocol, new AwsError(503, "ServiceUnavailable", "The local cloud is closing."));
            }
            LOG.error("The local cloud failed on a request", e);
            return Answer.error(protocol, new AwsError(500, "InternalFailure",
                    "The local cloud failed on this request: " + e));
        }
    }

    private void check(Protocol protocol, HttpExchange exchange, byte[] body) {
        signature.check(
                protocol, exchange.getRequestMethod(), exchange.getRequestURI(), exchange.getRequestHeaders(), body);
    }

    /** A request without a body is the empty object, as AWS reads it. */
    private static ObjectNode jsonObject(byte[] body) {
        if (body.length == 0) {
            return JSON.createObjectNode();
        }
        try {
            if (JSON.readTree(body) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            throw new AwsError("SerializationException", "The request is not well-formed JSON: "
                    + e.getOriginalMessage());
        } catch (IOException e) {
            throw new IllegalStateException("Could not read the request from memory.", e);
        }
        throw new AwsError("SerializationException", "The request must be a JSON object.");
    }

    /** Runs an operation on the local-cloud thread, which then knows the request's id. */
    private <T> T run(ScopedValue.CallableOp<T, RuntimeException> operation) {
        var id = RequestId.current();
        return thread.call(() -> ScopedValue.where(RequestId.CURRENT, id).call(operation));
    }
}
