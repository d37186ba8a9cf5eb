package dev.sloconsole.prometheus.scrape;

import dev.sloconsole.prometheus.config.ScrapeConfig;
import dev.sloconsole.prometheus.ingest.Ingest;
import dev.sloconsole.prometheus.ingest.Sample;
import dev.sloconsole.prometheus.scrape.ScrapeClient.Fetched;
import dev.sloconsole.prometheus.scrape.TargetStatus.Health;
import dev.sloconsole.prometheus.series.Labels;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import okhttp3.Call;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scrapes one target on absolute deadlines, on a virtual thread of its own. Targets of the same interval are spread
 * over it by an offset that follows from their labels.
 */
final class ScrapeLoop {

    private static final Logger LOG = LoggerFactory.getLogger(ScrapeLoop.class);

    /** A scrape that starts this close to its deadline carries the deadline's time: regular times compress better. */
    private static final long ALIGN_MILLIS = 2;

    private static final List<String> REPORTS = List.of(
            "up",
            "scrape_duration_seconds",
            "scrape_samples_scraped",
            "scrape_samples_post_metric_relabeling",
            "scrape_series_added");

    private final Target target;
    private final ScrapeClient client;
    private final Ingest ingest;
    private final Clock clock;
    private final ScrapeBatch batch;
    private final Map<String, Labels> reportLabels;
    private final Supplier<Optional<String>> refusal;
    private final Thread thread;
    private volatile TargetStatus status = TargetStatus.NEVER_SCRAPED;
    private volatile boolean stopped;
    private volatile boolean retired;
    private volatile boolean closing;
    private volatile @Nullable Call running;

    /** @param refusal why the job's targets are not scraped, while they are not */
    ScrapeLoop(
            Target target,
            ScrapeConfig config,
            ScrapeClient client,
            Supplier<Optional<String>> refusal,
            Ingest ingest,
            Clock clock) {
        this.target = target;
        this.refusal = refusal;
        this.client = client;
        this.ingest = ingest;
        this.clock = clock;
        this.batch = new ScrapeBatch(target, config, ingest.limits());
        this.reportLabels = REPORTS.stream()
                .collect(java.util.stream.Collectors.toMap(
                        name -> name, name -> target.labels().with(Labels.NAME, name)));
        this.thread = Thread.ofVirtual().name("scrape " + target.url()).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    Target target() {
        return target;
    }

    TargetStatus status() {
        return status;
    }

    Map<String, MetricMetadata> metadata() {
        return batch.metadata();
    }

    /** Why the target is not scraped any more, although nobody stopped that. */
    Optional<String> fault() {
        return thread.getState() == Thread.State.TERMINATED && !stopped
                ? Optional.of(target.url() + " is not scraped any more: the thread " + thread.getName()
                        + " has ended. Start it again.")
                : Optional.empty();
    }

    private void run() {
        long interval = target.interval().toMillis();
        long deadline = firstDeadline(clock.millis(), interval);
        try {
            while (!stopped) {
                long wait = deadline - clock.millis();
                if (wait > 0) {
                    Thread.sleep(wait);
                }
                long now = clock.millis();
                scrape(Math.abs(now - deadline) <= ALIGN_MILLIS ? deadline : now);
                deadline += interval;
                long late = clock.millis() - deadline;
                if (late > interval) {
                    deadline += late / interval * interval;
                }
            }
        } catch (InterruptedException e) {
            // The way in which stop() and retire() end a wait.
        } catch (RuntimeException e) {
            LOG.error("Scraping {} ended by a fault of the engine. Restart it, and report the fault.", target.url(), e);
        }
        if (retired) {
            endLater(deadline, interval);
        }
    }

    /**
     * Marks the series of a target that is gone as ended when its next scrape would have been, but only two scrapes
     * and a bit later: if the target is found again meanwhile, its new samples make the markers too old to be kept.
     */
    private void endLater(long deadline, long interval) {
        try {
            try {
                // What interrupted the scraping; an interrupt that follows is that of the close.
                Thread.interrupted();
                if (!closing) {
                    Thread.sleep(Math.max(0, deadline + interval + interval / 10 - clock.millis()));
                }
            } catch (InterruptedException e) {
                // The engine is closing, and waits no longer.
            }
            end(deadline);
        } catch (InterruptedException e) {
            LOG.warn("The series of {} are not marked as ended: the engine was closing.", target.url());
        }
    }

    private long firstDeadline(long now, long interval) {
        long offset =
                Math.floorMod(target.labels().hashCode() * 31L + target.url().hashCode(), interval);
        long deadline = now - Math.floorMod(now, interval) + offset;
        return deadline < now ? deadline + interval : deadline;
    }

    /** One scrape; returns when its samples can be read. */
    void scrape(long timestampMillis) throws InterruptedException {
        Call call = client.call(target);
        running = call;
        if (stopped) {
            return;
        }
        long startNanos = System.nanoTime();
        Fetched fetched = refusal.get().<Fetched>map(Fetched.Failed::new).orElseGet(() -> client.fetch(call));
        if (stopped) {
            return;
        }
        Duration took = Duration.ofNanos(System.nanoTime() - startNanos);
        Optional<String> error = store(result(fetched, timestampMillis), timestampMillis, took);
        status = new TargetStatus(
                error.isPresent() ? Health.DOWN : Health.UP,
                error,
                Optional.of(Instant.ofEpochMilli(timestampMillis)),
                took);
    }

    /** Stores what a scrape brought, which has failed where there is no room for it; answers why it counts as failed. */
    private Optional<String> store(ScrapeBatch.Result result, long timestampMillis, Duration took)
            throws InterruptedException {
        if (ingest.writeAndWait(withReports(result, timestampMillis, took)).unfit() == 0) {
            return result.error();
        }
        var failed = new ScrapeBatch.Result(
                batch.giveUp(timestampMillis),
                result.scraped(),
                result.kept(),
                0,
                Optional.of(ingest.limits().tooManySeries()));
        ingest.reportAndWait(withReports(failed, timestampMillis, took));
        return failed.error();
    }

    private List<Sample> withReports(ScrapeBatch.Result result, long timestampMillis, Duration took) {
        var samples = new ArrayList<>(result.samples());
        double[] reports = {
            result.error().isPresent() ? 0 : 1, took.toNanos() / 1e9, result.scraped(), result.kept(), result.added()
        };
        for (int i = 0; i < reports.length; i++) {
            samples.add(new Sample(report(i), timestampMillis, reports[i]));
        }
        return samples;
    }

    private ScrapeBatch.Result result(Fetched fetched, long timestampMillis) {
        try {
            return switch (fetched) {
                case Fetched.Body(String text, ExpositionFormat format) -> batch.of(text, format, timestampMillis);
                case Fetched.Failed(String error) -> failed(error, timestampMillis);
            };
        } catch (RuntimeException e) {
            LOG.error("What {} answered could not be read, by a fault of the engine. Report it.", target.url(), e);
            return failed("a fault of the engine: " + e, timestampMillis);
        }
    }

    private ScrapeBatch.Result failed(String error, long timestampMillis) {
        return new ScrapeBatch.Result(batch.markers(timestampMillis), 0, 0, 0, Optional.of(error));
    }

    private Labels report(int i) {
        return reportLabels.getOrDefault(REPORTS.get(i), Labels.EMPTY);
    }

    /** Ends the scraping of a target that is gone, without waiting; its series are marked as ended later. */
    void retire() {
        retired = true;
        interrupt();
    }

    boolean isAlive() {
        return thread.isAlive();
    }

    /** Ends the loop, then marks all its series as ended. */
    void stop() throws InterruptedException {
        closing = true;
        interrupt();
        if (!thread.join(Duration.ofMillis(500))) {
            LOG.warn("The scrape of {} did not stop within 0.5 s; its series are not marked as ended.", target.url());
        } else if (!retired) {
            end(clock.millis());
        }
    }

    private void interrupt() {
        stopped = true;
        Call call = running;
        if (call != null) {
            call.cancel();
        }
        thread.interrupt();
    }

    private void end(long timestampMillis) throws InterruptedException {
        if (status.lastScrape().isPresent()) {
            var markers = new ArrayList<>(batch.markers(timestampMillis));
            for (int i = 0; i < REPORTS.size(); i++) {
                markers.add(Sample.stale(report(i), timestampMillis));
            }
            ingest.reportAndWait(markers);
        }
    }
}
