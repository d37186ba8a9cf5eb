package dev.sloconsole.prometheus.api;

import dev.sloconsole.prometheus.ingest.Ingest;
import dev.sloconsole.prometheus.rules.RuleTimer;
import dev.sloconsole.prometheus.scrape.Scraper;
import io.helidon.webserver.http.ServerRequest;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What is asked for outside of {@code /api/v1}: health, the engine's end, its own metrics, federation and targets. */
final class Pages {

    private static final String HTML = "text/html; charset=utf-8";

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

    private final Ingest ingest;
    private final Scraper scraper;
    private final RuleTimer rules;
    private final StatusApi status;
    private final Federation federation;
    private final OwnMetrics metrics;
    private final Optional<Runnable> quit;
    private final Clock clock;

    /** @param quit ends the program, where that may be asked for */
    Pages(
            Ingest ingest,
            Scraper scraper,
            RuleTimer rules,
            StatusApi status,
            Federation federation,
            OwnMetrics metrics,
            Optional<Runnable> quit,
            Clock clock) {
        this.ingest = ingest;
        this.scraper = scraper;
        this.rules = rules;
        this.status = status;
        this.federation = federation;
        this.metrics = metrics;
        this.quit = quit;
        this.clock = clock;
    }

    Answer answer(ServerRequest request, String path, String method) throws ApiError {
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
        var dead = Stream.concat(Stream.of(ingest.fault(), rules.fault()).flatMap(Optional::stream), scraper.faults())
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
        if (quit.isEmpty()) {
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
        quit.get().run();
        return Answer.text(200, "Requesting termination... Goodbye!");
    }
}
