package dev.sloconsole.local.wire;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.ground.CloudThread;
import dev.sloconsole.local.http.HttpHead.Field;
import dev.sloconsole.local.http.HttpListener;
import dev.sloconsole.local.http.HttpListener.Limits;
import dev.sloconsole.local.http.HttpListener.Request;
import dev.sloconsole.local.http.HttpListener.Response;
import dev.sloconsole.local.http.Wire;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one HTTP endpoint of all services, on 127.0.0.1 only. It takes requests as every AWS client sends them (nearly
 * always {@code POST /}), checks who asks (Host, browser, signature), finds the operation, runs it on the local-cloud
 * thread and words answer or error in the service's protocol. Each connection has a virtual thread and time limits, so
 * a slow client keeps nobody waiting.
 */
public final class AwsEndpoint implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AwsEndpoint.class);
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final int wantedPort;
    private final SignatureV4 signature;
    private final Limits limits;
    private final CloudThread thread;
    private final Map<String, AwsService.JsonService> jsonServices = new HashMap<>();
    private final Map<String, AwsService.QueryService> queryServices = new HashMap<>();
    private final List<AwsService.RestRoute> restRoutes = new ArrayList<>();
    private @Nullable HttpListener server;

    /**
     * An endpoint for clients of any region.
     *
     * @param port 0 takes any free one
     * @param services told apart by target prefix (JSON), version (query) or path (REST)
     */
    public AwsEndpoint(
            int port, String accessKeyId, String secretAccessKey, CloudThread thread, List<AwsService> services) {
        this(port, accessKeyId, secretAccessKey, Optional.empty(), Instant::now, Limits.USUAL, thread, services);
    }

    /**
     * @param port 0 takes any free one
     * @param region that requests must be signed for; empty takes any
     * @param clock by which signatures expire
     * @param services told apart by target prefix (JSON), version (query) or path (REST)
     */
    public AwsEndpoint(
            int port,
            String accessKeyId,
            String secretAccessKey,
            Optional<String> region,
            Supplier<Instant> clock,
            Limits limits,
            CloudThread thread,
            List<AwsService> services) {
        this.wantedPort = port;
        this.signature = new SignatureV4(accessKeyId, secretAccessKey, region, clock);
        this.limits = limits;
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
            server = HttpListener.start("aws-endpoint", wantedPort, limits, this::handle);
        } catch (BindException e) {
            throw new EndpointNotStarted(
                    "Could not start the local cloud: TCP port " + wantedPort
                            + " on 127.0.0.1 is already in use. Close the other program, or choose another port"
                            + " (0 takes any free one).",
                    e);
        } catch (IOException e) {
            throw new EndpointNotStarted(
                    "Could not start the local cloud on 127.0.0.1, port " + wantedPort + ": " + e.getMessage(), e);
        }
    }

    /** Where clients find it; known once started. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + port());
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }

    private int port() {
        if (server == null) {
            throw new IllegalStateException("The endpoint has no address before start().");
        }
        return server.port();
    }

    private Response handle(Request request) throws IOException {
        var refused = Admission.refusal(request, port());
        if (refused.isPresent()) {
            return refused.get();
        }
        var id = UUID.randomUUID().toString();
        var answer = ScopedValue.where(RequestId.CURRENT, id).call(() -> answer(request));
        var fields = new ArrayList<Field>();
        fields.add(new Field("x-amzn-RequestId", id));
        fields.add(new Field("Content-Type", answer.contentType()));
        answer.errorType().ifPresent(code -> fields.add(new Field("x-amzn-ErrorType", code)));
        return new Response(answer.status(), fields, answer.body(), false);
    }

    /** What goes back. */
    private record Answer(int status, String contentType, String body, Optional<String> errorType) {

        static Answer ok(Protocol protocol, String body) {
            return new Answer(200, protocol.contentType(), body, Optional.empty());
        }

        static Answer error(Protocol protocol, AwsError error) {
            return new Answer(
                    error.status(),
                    protocol.contentType(),
                    protocol.body(error),
                    protocol == Protocol.JSON ? Optional.of(error.code()) : Optional.empty());
        }
    }

    private Answer answer(Request request) throws IOException {
        var uri = URI.create(request.target());
        var target = request.head().value("X-Amz-Target");
        var protocol = target.isPresent()
                ? Protocol.JSON
                : request.method().equals("POST") && uri.getRawPath().equals("/") ? Protocol.QUERY : Protocol.REST_XML;
        var unreadable = Admission.unreadable(protocol, request.head());
        if (unreadable.isPresent()) {
            return Answer.error(protocol, unreadable.get());
        }
        byte[] body;
        try {
            body = request.body();
        } catch (Wire.BodyTooLarge e) {
            return Answer.error(protocol, protocol.tooLarge("The request is too large: " + e.getMessage() + "."));
        }
        return switch (protocol) {
            case JSON -> json(request, uri, target.orElse(""), body);
            case QUERY, EC2 -> query(request, uri, body);
            case REST_XML -> rest(request, uri, body);
        };
    }

    private Answer json(Request http, URI uri, String target, byte[] body) {
        return guarded(Protocol.JSON, () -> {
            int dot = target.indexOf('.');
            var prefix = dot < 0 ? target : target.substring(0, dot);
            var name = target.substring(dot + 1);
            check(Protocol.JSON, CredentialScope.signingName(prefix), http, uri, body);
            var operation = Optional.ofNullable(jsonServices.get(prefix))
                    .flatMap(service -> Optional.ofNullable(service.operations().get(name)))
                    .orElseThrow(() -> Protocol.JSON.unknownOperation(prefix, name));
            var request = jsonObject(body);
            return run(() -> operation.call(request)).toString();
        });
    }

    private Answer query(Request http, URI uri, byte[] body) {
        QueryForm form;
        try {
            form = QueryForm.parse(new String(body, StandardCharsets.UTF_8));
        } catch (AwsError e) {
            return Answer.error(Protocol.QUERY, e);
        }
        var version = form.text("Version").orElse("");
        var protocol = Protocol.ofQueryVersion(version);
        return guarded(protocol, () -> {
            check(protocol, CredentialScope.signingName(version), http, uri, body);
            var action = form.text("Action")
                    .orElseThrow(() -> new AwsError(
                            "MissingAction", "The request is missing an action or a required parameter: Action."));
            var operation = Optional.ofNullable(queryServices.get(version))
                    .flatMap(service -> Optional.ofNullable(service.operations().get(action)))
                    .orElseThrow(() -> protocol.unknownOperation("API version " + version, action));
            return run(() -> operation.call(form.fields()));
        });
    }

    private Answer rest(Request http, URI uri, byte[] body) {
        return guarded(Protocol.REST_XML, () -> {
            check(Protocol.REST_XML, Optional.empty(), http, uri, body);
            for (var route : restRoutes) {
                var request = RestRequest.by(route, http.method(), uri, new String(body, StandardCharsets.UTF_8));
                if (request.isPresent()) {
                    return run(() -> route.operation().call(request.get()));
                }
            }
            throw Protocol.REST_XML.unknownOperation("any REST service", http.method() + " " + uri.getRawPath());
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
            return Answer.error(
                    protocol, new AwsError(500, "InternalFailure", "The local cloud failed on this request: " + e));
        }
    }

    private void check(Protocol protocol, Optional<String> service, Request request, URI uri, byte[] body) {
        signature.check(protocol, service, request.method(), uri, request.head(), body);
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
            throw new AwsError(
                    "SerializationException", "The request is not well-formed JSON: " + e.getOriginalMessage());
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
