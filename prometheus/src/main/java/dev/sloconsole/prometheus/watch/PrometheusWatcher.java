package dev.sloconsole.prometheus.watch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sloconsole.prometheus.config.PromDuration;
import dev.sloconsole.prometheus.series.Labels;
import dev.sloconsole.prometheus.series.Series;
import dev.sloconsole.prometheus.watch.MetricFact.PrometheusLost;
import dev.sloconsole.prometheus.watch.MetricFact.PrometheusReached;
import dev.sloconsole.prometheus.watch.MetricFact.SamplesScraped;
import dev.sloconsole.prometheus.watch.MetricFact.ScrapedSample;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches a Prometheus over its HTTP API and tells what changed, on a thread of its own, {@code prometheus-watcher}. It
 * waits in silence while there is no address; another address is another Prometheus, with which it starts over.
 */
public final class PrometheusWatcher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PrometheusWatcher.class);
    private static final Duration MIN_WINDOW = Duration.ofSeconds(15);
    private static final Duration MAX_WINDOW = Duration.ofMinutes(10);
    private static final Duration TIMEOUT = Duration.ofSeconds(4);
    /** How often a Prometheus that never answered may fail before it counts as lost: it takes time to start. */
    private static final int PATIENCE = 8;

    private final OkHttpClient http;
    private final Supplier<Optional<URI>> prometheus;
    private final List<String> selectors;
    private final Duration interval;
    private final Consumer<MetricFact> facts;
    private final Thread thread =
            Thread.ofPlatform().name("prometheus-watcher").daemon().unstarted(this::run);

    private Optional<URI> address = Optional.empty();
    private SampleTracker samples = new SampleTracker();
    private final TargetDiff targets = new TargetDiff();
    private final AlertDiff alerts = new AlertDiff();
    private boolean reached;
    private boolean lost;
    private int failures;
    private long lastGoodNanos;
    private volatile @Nullable PrometheusClient client;
    private volatile boolean closed;

    /**
     * A watcher that is not started.
     *
     * @param prometheus where it answers, such as {@code http://203.0.113.7:9090}; asked before every poll
     * @param selectors instant selectors of the series to report raw samples of, such as <code>{job="sre-app"}</code>;
     *     one that finds a target's {@code up} also gets the stale markers of its series
     * @param interval between two polls
     * @param facts called on the watcher's thread; must not block
     */
    public PrometheusWatcher(
            OkHttpClient client,
            Supplier<Optional<URI>> prometheus,
            List<String> selectors,
            Duration interval,
            Consumer<MetricFact> facts) {
        this.http = client;
        this.prometheus = prometheus;
        this.selectors = List.copyOf(selectors);
        this.interval = interval;
        this.facts = facts;
    }

    public void start() {
        thread.start();
    }

    private void run() {
        long deadline = System.nanoTime();
        try {
            while (!closed) {
                poll();
                deadline = Math.max(deadline + interval.toNanos(), System.nanoTime());
                long wait = deadline - System.nanoTime();
                if (wait > 0) {
                    Thread.sleep(Duration.ofNanos(wait));
                }
            }
        } catch (InterruptedException e) {
            // The way in which close() ends a wait.
        } catch (RuntimeException e) {
            LOG.error("Watching Prometheus ended by a fault of the console.", e);
            facts.accept(new PrometheusLost("Watching Prometheus ended by a fault of the console: " + e));
        }
    }

    private void poll() {
        Optional<URI> now = prometheus.get();
        if (!now.equals(address)) {
            startOver(now);
        }
        if (now.isEmpty()) {
            return;
        }
        try {
            PrometheusClient current = client;
            if (current == null) {
                current = new PrometheusClient(http, now.get(), TIMEOUT);
                client = current;
                if (closed) {
                    return;
                }
            }
            if (!reached || lost) {
                String version = current.get("status/buildinfo").path("version").asText("unknown");
                if (lost) {
                    askEverything(current);
                }
                reached = true;
                lost = false;
                facts.accept(new PrometheusReached(version));
            }
            look(current);
            failures = 0;
            lastGoodNanos = System.nanoTime();
        } catch (IOException e) {
            if (!closed) {
                failed(now.get(), e);
            }
        }
    }

    /** One that was lost is believed again when it answers more than its version: else it comes and goes. */
    private void askEverything(PrometheusClient current) throws IOException {
        current.get("targets?state=active");
        for (String selector : selectors) {
            current.alive(selector);
        }
        current.get("alerts");
    }

    private void startOver(Optional<URI> now) {
        emit(samples.endAllBut(List.of()));
        if (now.isEmpty() && reached && !lost) {
            facts.accept(new PrometheusLost(
                    "Prometheus has no address any more: its task is gone. Wait for its replacement."));
        }
        address = now;
        samples = new SampleTracker();
        client = null;
        reached = false;
        lost = false;
        failures = 0;
        lastGoodNanos = System.nanoTime();
    }

    private void look(PrometheusClient current) throws IOException {
        JsonNode active = current.get("targets?state=active").path("activeTargets");
        String range = "[" + PromDuration.format(window(active)) + "]";
        var found = new ArrayList<Series>();
        var alive = new TreeSet<Labels>();
        for (String selector : selectors) {
            found.addAll(current.rangeVector(selector + range));
            alive.addAll(current.alive(selector));
        }
        emit(samples.advance(found));
        emit(samples.endAllBut(alive));
        targets.advance(active).forEach(facts);
        alerts.advance(current.get("alerts").path("alerts")).forEach(facts);
    }

    private void emit(List<ScrapedSample> fresh) {
        if (!fresh.isEmpty()) {
            facts.accept(new SamplesScraped(fresh));
        }
    }

    /**
     * How far to look back: a sample carries the time at which its scrape began and appears when it is over, so no
     * shorter than interval, timeout and the time since the latest look together.
     */
    private Duration window(JsonNode active) {
        Duration longest = Duration.ZERO;
        for (JsonNode target : active) {
            Duration scrape = PromDuration.parse(target.path("scrapeInterval").asText())
                    .orElse(Duration.ZERO)
                    .plus(PromDuration.parse(target.path("scrapeTimeout").asText())
                            .orElse(Duration.ZERO));
            longest = longest.compareTo(scrape) < 0 ? scrape : longest;
        }
        Duration since = Duration.ofNanos(System.nanoTime() - lastGoodNanos);
        Duration window = longest.plus(since).plus(interval).plusSeconds(1);
        window = Duration.ofSeconds(window.toSeconds() + 1);
        return window.compareTo(MIN_WINDOW) < 0 ? MIN_WINDOW : window.compareTo(MAX_WINDOW) > 0 ? MAX_WINDOW : window;
    }

    private void failed(URI where, IOException e) {
        failures++;
        boolean counts = reached || failures >= PATIENCE;
        if (counts && !lost) {
            lost = true;
            facts.accept(new PrometheusLost("Prometheus at " + where + " does not answer: " + reason(e) + "."));
        }
    }

    private static String reason(IOException e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return switch (e) {
            case InterruptedIOException timeout -> "no answer within " + TIMEOUT.toSeconds() + " s";
            case UnknownHostException unknown -> "its name does not resolve";
            case ConnectException refused -> "connection refused";
            default -> message;
        };
    }

    /** Stops within a moment, also while Prometheus hangs. */
    @Override
    public void close() {
        closed = true;
        PrometheusClient current = client;
        if (current != null) {
            current.cancel();
        }
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
