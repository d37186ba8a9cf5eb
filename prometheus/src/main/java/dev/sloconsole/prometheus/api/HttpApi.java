package dev.sloconsole.prometheus.api;

import dev.sloconsole.prometheus.config.PrometheusConfig;
import dev.sloconsole.prometheus.golang.GoRegex;
import dev.sloconsole.prometheus.ingest.Ingest;
import dev.sloconsole.prometheus.ingest.Sample;
import dev.sloconsole.prometheus.promql.QueryOptions;
import dev.sloconsole.prometheus.remote.MalformedWrite;
import dev.sloconsole.prometheus.remote.WriteRequest;
import dev.sloconsole.prometheus.rules.RuleTimer;
import dev.sloconsole.prometheus.scrape.Scraper;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpMediaType;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server: {@code /api/v1}, health, the engine's own metrics and the targets page. Answers other
 * sites' pages only where it is told to.
 *
 * @see <a href="https://prometheus.io/docs/prometheus/latest/querying/api/">Prometheus: HTTP API</a>
 */
public final class HttpApi implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpApi.class);
    private static final int MAX_FORM = 2 << 20;
    private static final int MAX_WRITE = 16 << 20;
    private static final int GZIP_FROM = 1_000;
    private static final String API = "/api/v1/";
    private static final String HTML = "text/html; charset=utf-8";

    /** What takes its parameters by a form too. */
    private static final Set<String> FORMS =
            Set.of("query", "query_range", "query_exemplars", "format_query", "series", "labels");

    private static final Set<String> READS = Set.of(
            "targets",
            "targets/metadata",
            "scrape_pools",
            "metadata",
            "rules",
            "alerts",
            "alertmanagers",
            "status/config",
            "status/buildinfo",
            "status/flags",
            "status/runtimeinfo",
            "status/tsdb",
            "status/walreplay");

    private static final Set<String> PAGES = Set.of(
            "/-/healthy",
            "/-/ready",
            "/-/quit",
            "/-/reload",
            "/metrics",
            "/federate",
            "/targets",
            "/version",
            "/",
            "/graph",
            "/query",
            "/alerts",
            "/rules");

    private final InetSocketAddress listen;
    private final Ingest ingest;
    private final Scraper scraper;
    private final boolean remoteWrite;
    private final Clock clock;
    private final QueryApi queries;
    private final SeriesApi series;
    private final TargetsApi targets;
    private final RuleTimer timer;
    private final RulesApi rules;
    private final StatusApi status;
    private final Federation federation;
    private final Optional<GoRegex> corsOrigin;
    private final Admission admission;
    private final boolean lifecycle;
    private final Runnable quit;
    private final OwnMetrics metrics;
    private final WebServer server;

    /**
     * The options of a server.
     *
     * @param queryConcurrency how many queries are evaluated at the same time
     * @param corsOrigin the sites, by an anchored pattern, whose pages may read the answers; none where it is empty
     * @param lifecycle whether {@code /-/quit} ends the program
     * @param flags the command line's flags by their names, for {@code /api/v1/status/flags}
     */
    public record Options(
            InetSocketAddress listen,
            QueryOptions query,
            int queryConcurrency,
            boolean remoteWrite,
            Optional<GoRegex> corsOrigin,
            boolean lifecycle,
            Duration retention,
            Map<String, String> flags,
            String version) {}

    /** The address to listen on is taken, or not this machine's; the message says what to do. */
    public static final class CannotListen extends RuntimeException {
        CannotListen(String message) {
            super(message);
        }
    }

    /** @param quit ends the program soon, and returns at once */
    public HttpApi(
            Options options,
            PrometheusConfig config,
            Ingest ingest,
            Scraper scraper,
            RuleTimer rules,
            Runnable quit,
            Clock clock) {
        this.listen = options.listen();
        this.ingest = ingest;
        this.scraper = scraper;
        this.remoteWrite = options.remoteWrite();
        this.corsOrigin = options.corsOrigin();
        this.admission = new Admission(options.listen(), options.corsOrigin());
        this.lifecycle = options.lifecycle();
        this.quit = quit;
        this.clock = clock;
        this.queries = new QueryApi(ingest::snapshot, options.query(), options.queryConcurrency(), clock);
        this.series = new SeriesApi(ingest::snapshot);
        this.targets = new TargetsApi(scraper);
        this.timer = rules;
        this.rules = new RulesApi(rules);
        this.status = new StatusApi(
                ingest,
                new StatusApi.About(
                        options.version(), config.text(), options.flags(), options.retention(), clock.instant()));
        this.federation = new Federation(
                ingest, options.query().lookback(), config.global().externalLabels(), clock);
        this.metrics = new OwnMetrics(ingest, scraper, options.version(), clock.millis() / 1000.0);
        this.server = WebServer.builder()
                .address(listen.getAddress())
                .port(listen.getPort())
                .featuresDiscoverServices(false)
                .shutdownHook(false)
                .shutdownGracePeriod(Duration.ofMillis(200))
                .maxPayloadSize(MAX_WRITE)
                // An answer in two packets would wait 40 ms for the first one's acknowledgement.
                .connectionOptions(socket -> socket.tcpNoDelay(true))
                .contentEncoding(encoding -> encoding.addContentEncoding(new AnyEncoding()))
                // Prometheus answers queries with bare brackets in the address, as curl sends them.
                .protocolsDiscoverServices(false)
                .addProtocol(Http1Config.builder()
                        .validatePrologue(false)
                        .validatePath(false)
                        .build())
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
        String path = request.path().path();
        boolean api = path.startsWith(API);
        Answer answer;
        try {
            var refusal = admission.refusal(request.prologue().method().text(), request.headers());
            answer = refusal.isPresent() ? Answer.text(403, refusal.get() + "\n") : answer(request, path);
        } catch (ApiError e) {
            answer = api ? Answer.error(e) : Answer.text(400, e.text() + "\n");
        } catch (UncheckedIOException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("Could not answer {}.", path, e);
            answer = Answer.error(new ApiError(ApiError.Type.INTERNAL, String.valueOf(e)));
        }
        allowOrigin(request, response);
        boolean gzip = (api || path.equals("/federate") || path.equals("/metrics"))
                && answer.size() >= GZIP_FROM
                && acceptsGzip(request);
        if (gzip) {
            response.header("Content-Encoding", "gzip");
            response.header("Vary", "Accept-Encoding");
        }
        answer.sendTo(response, gzip ? gzip(answer.body()) : answer.body());
    }

    private void allowOrigin(ServerRequest request, ServerResponse response) {
        Optional<String> origin = request.headers().first(HeaderNames.ORIGIN);
        if (origin.isPresent() && corsOrigin.isPresent() && admission.isAllowed(origin.get())) {
            response.header(
                    "Access-Control-Allow-Origin", corsOrigin.get().expression().equals(".*") ? "*" : origin.get());
            response.header("Access-Control-Allow-Methods", "GET, POST, OPTIONS");
            response.header("Access-Control-Allow-Headers", "Accept, Authorization, Content-Type, Origin");
            response.header("Access-Control-Expose-Headers", "Date");
        }
    }

    private static boolean acceptsGzip(ServerRequest request) {
        return request.headers()
                .first(HeaderNames.ACCEPT_ENCODING)
                .map(accepted -> Arrays.stream(accepted.split(","))
                        .anyMatch(coding -> coding.strip().equals("gzip")))
                .orElse(false);
    }

    private static byte[] gzip(byte[] body) {
        var out = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(out)) {
            zip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private Answer answer(ServerRequest request, String path) throws ApiError {
        String method = request.prologue().method().text();
        if (path.startsWith(API)) {
            return api(request, path.substring(API.length()), method);
        }
        boolean reads = method.equals("GET") || method.equals("HEAD");
        if (method.equals("OPTIONS") && PAGES.contains(path)) {
            return Answer.allowed(
                    path.equals("/-/quit") || path.equals("/-/reload") ? "OPTIONS, POST, PUT" : "GET, HEAD, OPTIONS");
        }
        return switch (path) {
            case "/-/healthy", "/-/ready" -> reads ? health(path) : Answer.methodNotAllowed("GET, HEAD, OPTIONS");
            case "/-/quit", "/-/reload" -> lifecycle(path, method);
            case "/metrics", "/federate", "/targets", "/version", "/", "/graph", "/query", "/alerts", "/rules" ->
                reads ? page(path, request) : Answer.methodNotAllowed("GET, HEAD, OPTIONS");
            default -> Answer.notFound();
        };
    }

    /** Looks at the threads without which an answer would be of yesterday. */
    private Answer health(String path) {
        var dead = Stream.of(ingest.fault(), timer.fault())
                .flatMap(Optional::stream)
                .toList();
        if (!dead.isEmpty()) {
            return Answer.text(503, String.join("\n", dead) + "\n");
        }
        return Answer.text(
                200, path.equals("/-/ready") ? "Prometheus Server is Ready.\n" : "Prometheus Server is Healthy.\n");
    }

    private Answer page(String path, ServerRequest request) throws ApiError {
        return switch (path) {
            case "/metrics" -> Answer.of(200, OwnMetrics.CONTENT_TYPE, metrics.text());
            case "/federate" ->
                Answer.of(
                        200,
                        OwnMetrics.CONTENT_TYPE,
                        federation.text(new Parameters(request.query().rawValue())));
            case "/targets" -> Answer.of(200, HTML, TargetsPage.html(scraper.activeTargets(), clock.instant()));
            case "/version" -> Answer.json(status.version());
            default -> Answer.redirect("/targets");
        };
    }

    private Answer lifecycle(String path, String method) {
        if (!lifecycle) {
            return Answer.text(403, "Lifecycle API is not enabled.");
        }
        if (!method.equals("POST") && !method.equals("PUT")) {
            return Answer.text(405, "Only POST or PUT requests allowed");
        }
        if (path.equals("/-/reload")) {
            return Answer.text(
                    501,
                    "failed to reload config: this engine reads its configuration once. "
                            + "Start it again to read a changed one.\n");
        }
        quit.run();
        return Answer.text(200, "Requesting termination... Goodbye!");
    }

    private Answer api(ServerRequest request, String path, String method) throws ApiError {
        if (method.equals("OPTIONS")) {
            return Answer.empty();
        }
        if (path.equals("write")) {
            return method.equals("POST") ? write(request) : Answer.methodNotAllowed("OPTIONS, POST");
        }
        boolean forms = FORMS.contains(path);
        if (!forms && !READS.contains(path) && !isLabelValues(path)) {
            return Answer.notFound();
        }
        boolean post = method.equals("POST") && forms;
        if (!post && !method.equals("GET")) {
            return Answer.methodNotAllowed(forms ? "GET, OPTIONS, POST" : "GET, OPTIONS");
        }
        return Answer.json(data(path, parameters(request, post)));
    }

    private static boolean isLabelValues(String path) {
        return path.startsWith("label/")
                && path.endsWith("/values")
                && path.length() > "label//values".length()
                && path.indexOf('/', "label/".length()) == path.length() - 7;
    }

    private byte[] data(String path, Parameters parameters) throws ApiError {
        return switch (path) {
            case "query" -> queries.query(parameters);
            case "query_range" -> queries.queryRange(parameters);
            case "query_exemplars" -> queries.exemplars(parameters);
            case "format_query" -> queries.format(parameters);
            case "series" -> series.series(parameters);
            case "labels" -> series.labelNames(parameters);
            case "targets" -> targets.targets(parameters);
            case "targets/metadata" -> targets.targetMetadata(parameters);
            case "scrape_pools" -> targets.scrapePools();
            case "metadata" -> targets.metadata(parameters);
            case "rules" -> rules.rules(parameters);
            case "alerts" -> rules.alerts();
            case "alertmanagers" -> status.alertmanagers();
            case "status/config" -> status.config();
            case "status/buildinfo" -> status.buildInfo();
            case "status/flags" -> status.flags();
            case "status/runtimeinfo" -> status.runtimeInfo();
            case "status/tsdb" -> status.tsdb(parameters);
            case "status/walreplay" -> status.walReplay();
            default ->
                series.labelValues(path.substring("label/".length(), path.length() - "/values".length()), parameters);
        };
    }

    private static Parameters parameters(ServerRequest request, boolean post) throws ApiError {
        String query = request.query().rawValue();
        String type = request.headers().contentType().map(HttpMediaType::text).orElse("");
        String form = type.toLowerCase(Locale.ROOT);
        if (post && form.startsWith("multipart/form-data")) {
            var fields = Multipart.fields(type, body(request, MAX_FORM));
            return new Parameters(query)
                    .withFirst(fields.orElseThrow(() -> ApiError.badData(
                            "error parsing form values: no multipart boundary param in Content-Type")));
        }
        if (!post || !form.startsWith("application/x-www-form-urlencoded")) {
            return new Parameters(query);
        }
        // As in Go, the form's values come before those of the address.
        return new Parameters(new String(body(request, MAX_FORM), StandardCharsets.UTF_8), query);
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
        Optional<String> unreadable = unreadable(request);
        if (unreadable.isPresent()) {
            return Answer.text(415, unreadable.get() + "\n");
        }
        try {
            List<Sample> samples = WriteRequest.decode(body(request, MAX_WRITE));
            Ingest.Written written = ingest.writeAndWait(samples);
            return written.refused() > 0 ? Answer.text(400, "out of order sample\n") : Answer.empty();
        } catch (MalformedWrite e) {
            return Answer.text(400, e.text() + "\n");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.text(503, "the server is closing\n");
        }
    }

    /** Why the form of a write's body cannot be read; headers that are absent stand for remote write 1.0. */
    private static Optional<String> unreadable(ServerRequest request) {
        String type = request.headers().first(HeaderNames.CONTENT_TYPE).orElse("application/x-protobuf");
        String[] parts = type.split(";");
        if (!parts[0].strip().equals("application/x-protobuf")) {
            return Optional.of(
                    "expected application/x-protobuf as the first (media) part, got " + type + " content-type");
        }
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip();
            if (parameter.startsWith("proto=") && !parameter.equals("proto=prometheus.WriteRequest")) {
                return Optional.of(parameter.substring("proto=".length())
                        + " protobuf message is not accepted by this server; only accepts prometheus.WriteRequest");
            }
        }
        String encoding = request.headers().first(HeaderNames.CONTENT_ENCODING).orElse("snappy");
        return encoding.equals("snappy")
                ? Optional.empty()
                : Optional.of(encoding + " encoding (compression) is not accepted by this server; "
                        + "only snappy is acceptable");
    }

    @Override
    public void close() {
        server.stop();
        queries.close();
    }
}
