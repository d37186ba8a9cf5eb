package dev.sloconsole.prometheus.api;

import dev.sloconsole.prometheus.config.PrometheusConfig;
import dev.sloconsole.prometheus.golang.GoRegex;
import dev.sloconsole.prometheus.ingest.Ingest;
import dev.sloconsole.prometheus.promql.QueryOptions;
import dev.sloconsole.prometheus.rules.RuleTimer;
import dev.sloconsole.prometheus.scrape.Scraper;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    private static final String API = "/api/v1/";

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

    private final InetSocketAddress listen;
    private final QueryApi queries;
    private final SeriesApi series;
    private final TargetsApi targets;
    private final RulesApi rules;
    private final StatusApi status;
    private final Optional<GoRegex> corsOrigin;
    private final Admission admission;
    private final Pages pages;
    private final RemoteWriteApi writes;
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
        this.corsOrigin = options.corsOrigin();
        this.admission = new Admission(options.listen(), options.corsOrigin());
        this.queries = new QueryApi(
                ingest::snapshot,
                options.query(),
                Math.min(options.queryConcurrency(), ingest.limits().queries()),
                clock);
        this.series = new SeriesApi(ingest::snapshot);
        this.targets = new TargetsApi(scraper);
        this.rules = new RulesApi(rules);
        this.status = new StatusApi(
                ingest,
                new StatusApi.About(
                        options.version(), config.text(), options.flags(), options.retention(), clock.instant()));
        this.writes = new RemoteWriteApi(ingest, options.remoteWrite(), clock);
        this.pages = new Pages(
                ingest,
                scraper,
                rules,
                status,
                new Federation(
                        ingest, options.query().lookback(), config.global().externalLabels(), clock),
                new OwnMetrics(ingest, scraper, options.version(), clock.millis() / 1000.0),
                options.lifecycle() ? Optional.of(quit) : Optional.empty(),
                clock);
        this.server = WebServer.builder()
                .address(listen.getAddress())
                .port(listen.getPort())
                .featuresDiscoverServices(false)
                .shutdownHook(false)
                .shutdownGracePeriod(Duration.ofMillis(200))
                .maxPayloadSize(RemoteWriteApi.MAX_BODY)
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
        } catch (OutOfMemoryError e) {
            // The server would only close the connection: what such an error ends is more than that.
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
            throw e;
        } catch (RuntimeException e) {
            LOG.error("Could not answer {}.", path, e);
            answer = Answer.error(new ApiError(ApiError.Type.INTERNAL, String.valueOf(e)));
        }
        allowOrigin(request, response);
        boolean zippable = api || path.equals("/federate") || path.equals("/metrics");
        answer.sendTo(response, zippable && acceptsGzip(request));
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

    private Answer answer(ServerRequest request, String path) throws ApiError {
        String method = request.prologue().method().text();
        if (path.startsWith(API)) {
            return api(request, path.substring(API.length()), method);
        }
        return pages.answer(request, path, method);
    }

    private Answer api(ServerRequest request, String path, String method) throws ApiError {
        if (method.equals("OPTIONS")) {
            return Answer.empty();
        }
        if (path.equals("write")) {
            return method.equals("POST") ? writes.write(request) : Answer.methodNotAllowed("OPTIONS, POST");
        }
        boolean forms = FORMS.contains(path);
        if (!forms && !READS.contains(path) && !isLabelValues(path)) {
            return Answer.notFound();
        }
        boolean post = method.equals("POST") && forms;
        if (!post && !method.equals("GET")) {
            return Answer.methodNotAllowed(forms ? "GET, OPTIONS, POST" : "GET, OPTIONS");
        }
        var parameters = RequestBody.parameters(request, post);
        return switch (path) {
            case "query" -> queries.query(parameters);
            case "query_range" -> queries.queryRange(parameters);
            default -> Answer.json(data(path, parameters));
        };
    }

    private static boolean isLabelValues(String path) {
        return path.startsWith("label/")
                && path.endsWith("/values")
                && path.length() > "label//values".length()
                && path.indexOf('/', "label/".length()) == path.length() - 7;
    }

    private byte[] data(String path, Parameters parameters) throws ApiError {
        return switch (path) {
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

    @Override
    public void close() {
        server.stop();
        queries.close();
    }
}
