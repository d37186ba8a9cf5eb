package dev.sloconsole.prometheus.scrape;

import dev.sloconsole.prometheus.config.ScrapeConfig;
import dev.sloconsole.prometheus.ingest.Ingest;
import dev.sloconsole.prometheus.series.Labels;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

/** Scrapes the targets of all jobs until it is closed, and tells how they are. */
public final class Scraper implements AutoCloseable {

    private final List<ScrapePool> pools;
    private final OkHttpClient http;

    /** A target with what its latest scrape gave, and the job that found it. */
    public record ActiveTarget(String job, Target target, TargetStatus status) {}

    /** A target that relabelling dropped. */
    public record DroppedTarget(String job, Labels discovered) {}

    /** What a target says about a metric family. */
    public record TargetMetadata(Target target, String family, MetricMetadata metadata) {}

    public Scraper(List<ScrapeConfig> configs, DnsLookup dns, Ingest ingest, Clock clock) {
        this.http = new OkHttpClient.Builder()
                .dispatcher(new Dispatcher(Executors.newVirtualThreadPerTaskExecutor()))
                .build();
        this.pools = configs.stream()
                .map(config -> new ScrapePool(config, http, dns, ingest, clock))
                .toList();
    }

    public void start() throws InterruptedException {
        for (ScrapePool pool : pools) {
            pool.start();
        }
    }

    /** Why targets are not scraped, or not found, any more, although nobody closed this. */
    public Stream<String> faults() {
        return pools.stream().flatMap(ScrapePool::faults);
    }

    /** The names of the jobs, in the order of the configuration. */
    public List<String> jobs() {
        return pools.stream().map(ScrapePool::job).toList();
    }

    /** In the order of the jobs. */
    public List<ActiveTarget> activeTargets() {
        var targets = new ArrayList<ActiveTarget>();
        for (ScrapePool pool : pools) {
            pool.active().forEach(loop -> targets.add(new ActiveTarget(pool.job(), loop.target(), loop.status())));
        }
        return targets;
    }

    public List<DroppedTarget> droppedTargets() {
        var targets = new ArrayList<DroppedTarget>();
        for (ScrapePool pool : pools) {
            pool.dropped().forEach(labels -> targets.add(new DroppedTarget(pool.job(), labels)));
        }
        return targets;
    }

    /** Of all targets, by family, then in the order of the targets. */
    public List<TargetMetadata> metadata() {
        var all = new ArrayList<TargetMetadata>();
        for (ScrapePool pool : pools) {
            for (ScrapeLoop loop : pool.active()) {
                Map<String, MetricMetadata> families = new TreeMap<>(loop.metadata());
                families.forEach((family, meta) -> all.add(new TargetMetadata(loop.target(), family, meta)));
            }
        }
        all.sort(java.util.Comparator.comparing(TargetMetadata::family));
        return all;
    }

    /** Stops all loops, whose series get their stale markers. */
    @Override
    public void close() {
        pools.forEach(ScrapePool::close);
        http.connectionPool().evictAll();
        http.dispatcher().executorService().shutdown();
    }
}
