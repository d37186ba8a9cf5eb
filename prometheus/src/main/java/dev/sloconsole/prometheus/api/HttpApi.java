package dev.sloconsole.prometheus.api;

import dev.sloconsole.prometheus.ingest.Ingest;
import dev.sloconsole.prometheus.ingest.Sample;
import dev.sloconsole.prometheus.promql.QueryOptions;
import dev.sloconsole.prometheus.remote.MalformedWrite;
import dev.sloconsole.prometheus.remote.WriteRequest;
import dev.sloconsole.prometheus.rules.RuleTimer;
import dev.sloconsole.prometheus.scrape.Scraper;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server: {@code /api/v1}, health, the engine's own metrics and the targets page. Answers no other site's
 * pages (no CORS headers).
 *
 * @see <a href="https://prometheus.io/docs/prometheus/latest/querying/api/">Prometheus: HTTP API</a>
 */
public final class HttpApi implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpApi.class);
    private static final int MAX_FORM = 2 << 20;
    private static final int MAX_WRITE = 16 << 20;
    private static final String JSON = "application/json";
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String HTML = "text/html; charset=utf-8";

    private final InetSocketAddress listen;
    private final Ingest ingest;
    private final Scraper scraper;
    private final boolean remoteWrite;
    private final Clock clock;
    private final QueryApi queries;
    private final StatusApi status;
    private final OwnMetrics metrics;
    private final WebServer server;

    /** The options of a server. */
    public record Options(
            InetSocketAddress listen, QueryOptions query, boolean remoteWrite, String configText, String version) {}

    /** The address to listen on is taken, or not this machine's; the message says what to do. */
    public static final class CannotListen extends RuntimeException {
        CannotListen(String message) {
            super(message);
        }
    }

    private static final class Answer {
        private final int status;
        private final String contentType;
        private final byte[] body;

        Answer(int status, String contentType, byte[] body) {
            this.status = status;
            this.contentType = contentType;
            this.body = body;
        }

        static Answer json(byte[] body) {
            return new Answer(200, JSON, body);
        }

        static Answer text(int status, String text) {
            return new Answer(status, TEXT, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    public HttpApi(Options options, Ingest ingest, Scraper scraper, RuleTimer rules, Clock clock) {
        this.listen = options.listen();
        this.ingest = ingest;
        this.scraper = scraper;
        this.remoteWrite = options.remoteWrite();
        this.clock = clock;
        this.queries = new QueryApi(ingest, options.query(), clock);
        this.status = new StatusApi(scraper, rules, options.configText(), options.version());
        this.metrics = new OwnMetrics(ingest, scraper, options.version(), clock.millis() / 1000.0);
        this.server = WebServer.builder()
                .address(listen.getAddress())
                .port(listen.getPort())
                .featuresDiscoverServices(false)
                .shutdownHook(false)
                .shutdownGracePeriod(Duration.ofMillis(200))
                .maxPayloadSize(MAX_WRITE)
                .contentEncoding(encoding -> encoding.addContentEncoding(new SnappyBlock()))
                // Prometheus answers queries with bare brackets in the address, as curl sends them.
                .protocolsDiscoverServices(false)
                .addProtocol(Http1Config.builder().validatePrologue(false).validatePath(false).build())
                .routing(routing -> routing.any(this::handle))
                .build();
    }

    /**
     * Starts listening.
     *
     * @throws CannotListen if the address cannot be had
     */
    public void start() {
        server.start();
        // Helidon only logs that it could not bind.
        if (!server.isRunning() || server.port() < 0) {
            throw new CannotListen("Could not listen on " + listen.getHostString() + ":" + listen.getPort() + ": "
                    + whyNot() + ". Close the program that uses it, or choose another --web.listen-address "
                    + "(port 0 takes a free one).");
        }
    }

    private String whyNot() {
        try (var probe = new ServerSocket()) {
            probe.bind(listen);
            return "the server did not start";
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** The port that is listened on. */
    public int port() {
        return server.port();
    }

    private void handle(ServerRequest request, ServerResponse response) {
        Answer answer;
        try {
            answer = answer(request);
        } catch (ApiError e) {
            answer = new Answer(e.type().status(), JSON, Json.error(e));
        } catch (UncheckedIOException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("Could not answer {}.", request.path().path(), e);
            answer = new Answer(500, JSON, Json.error(new ApiError(ApiError.Type.INTERNAL, String.valueOf(e))));
        }
        response.status(Status.create(answer.status));
        response.header(HeaderNames.CONTENT_TYPE, answer.contentType);
        response.header("X-Content-Type-Options", "nosniff");
        if (answer.status == 302) {
            response.header(HeaderNames.LOCATION, "/targets");
        }
        response.send(answer.body);
    }

    private Answer answer(ServerRequest request) throws ApiError {
        String path = request.path().path();
        String method = request.prologue().method().text();
        if (path.equals("/api/v1/write")) {
            return method.equals("POST") ? write(request) : Answer.text(405, "Method Not Allowed\n");
        }
        boolean post = method.equals("POST");
        if (!post && !method.equals("GET") && !method.equals("HEAD")) {
            return Answer.text(405, "Method Not Allowed\n");
        }
        if (path.startsWith("/api/v1/")) {
            return api(path.substring("/api/v1/".length()), parameters(request, post));
        }
        return switch (path) {
            case "/-/healthy" -> Answer.text(200, "Prometheus Server is Healthy.\n");
            case "/-/ready" -> Answer.text(200, "Prometheus Server is Ready.\n");
            case "/metrics" -> new Answer(200, OwnMetrics.CONTENT_TYPE, metrics.text());
            case "/targets" -> new Answer(200, HTML, TargetsPage.html(scraper.activeTargets(), clock.instant()));
            case "/", "/graph", "/query" -> Answer.text(302, "");
            default -> Answer.text(404, "404 page not found\n");
        };
    }

    private Answer api(String path, Parameters parameters) throws ApiError {
        return switch (path) {
            case "query" -> Answer.json(queries.query(parameters));
            case "query_range" -> Answer.json(queries.queryRange(parameters));
            case "series" -> Answer.json(queries.series(parameters));
            case "labels" -> Answer.json(queries.labelNames(parameters));
            case "targets" -> Answer.json(status.targets(parameters));
            case "rules" -> Answer.json(status.rules(parameters));
            case "alerts" -> Answer.json(status.alerts());
            case "metadata" -> Answer.json(status.metadata(parameters));
            case "status/config" -> Answer.json(status.config());
            case "status/buildinfo" -> Answer.json(status.buildInfo());
            default -> {
                if (path.startsWith("label/") && path.endsWith("/values") && path.length() > "label//values".length()) {
                    String label = path.substring("label/".length(), path.length() - "/values".length());
                    yield Answer.json(queries.labelValues(label, parameters));
                }
                yield Answer.text(404, "404 page not found\n");
            }
        };
    }

    private static Parameters parameters(ServerRequest request, boolean post) throws ApiError {
        String query = request.query().rawValue();
        if (!post) {
            return new Parameters(query);
        }
        String form = new String(body(request, MAX_FORM), StandardCharsets.UTF_8);
        // As in Go, the form's values come before those of the address.
        return new Parameters(form, query);
    }

    private static byte[] body(ServerRequest request, int limit) throws ApiError {
        if (!request.content().hasEntity()) {
            return new byte[0];
        }
        try (InputStream in = request.content().inputStream()) {
            byte[] bytes = in.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw ApiError.badData("http: request body too large");
            }
            return bytes;
        } catch (IOException e) {
            throw ApiError.badData("error reading the request body: " + e.getMessage());
        }
    }

    private Answer write(ServerRequest request) throws ApiError {
        if (!remoteWrite) {
            return Answer.text(
                    404, "remote write receiver needs to be enabled with --web.enable-remote-write-receiver\n");
        }
        try {
            List<Sample> samples = WriteRequest.decode(body(request, MAX_WRITE));
            Ingest.Written written = ingest.writeAndWait(samples);
            return written.refused() > 0 ? Answer.text(400, "out of order sample\n") : Answer.text(204, "");
        } catch (MalformedWrite e) {
            return Answer.text(400, e.text() + "\n");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.text(503, "the server is closing\n");
        }
    }

    @Override
    public void close() {
        server.stop();
        queries.close();
    }
}
