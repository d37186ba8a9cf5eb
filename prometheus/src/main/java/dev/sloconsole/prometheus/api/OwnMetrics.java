package dev.sloconsole.prometheus.api;

import dev.sloconsole.prometheus.ingest.Ingest;
import dev.sloconsole.prometheus.scrape.Scraper;
import java.nio.charset.StandardCharsets;

/** The engine's own metrics, a handful, by the names that Prometheus has for them. */
final class OwnMetrics {

    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final Ingest ingest;
    private final Scraper scraper;
    private final String version;
    private final double startSeconds;

    OwnMetrics(Ingest ingest, Scraper scraper, String version, double startSeconds) {
        this.ingest = ingest;
        this.scraper = scraper;
        this.version = version;
        this.startSeconds = startSeconds;
    }

    byte[] text() {
        var runtime = Runtime.getRuntime();
        return """
                # HELP prometheus_build_info A metric with a constant '1' value labeled by version.
                # TYPE prometheus_build_info gauge
                prometheus_build_info{version="%s"} 1
                # HELP prometheus_tsdb_head_samples_appended_total Total number of appended samples.
                # TYPE prometheus_tsdb_head_samples_appended_total counter
                prometheus_tsdb_head_samples_appended_total{type="float"} %d
                # HELP prometheus_tsdb_out_of_order_samples_total Total number of out of order samples ingestion failed attempts.
                # TYPE prometheus_tsdb_out_of_order_samples_total counter
                prometheus_tsdb_out_of_order_samples_total{type="float"} %d
                # HELP prometheus_target_scrape_pool_targets Current number of targets.
                # TYPE prometheus_target_scrape_pool_targets gauge
                prometheus_target_scrape_pool_targets %d
                # HELP process_start_time_seconds Start time of the process since unix epoch in seconds.
                # TYPE process_start_time_seconds gauge
                process_start_time_seconds %s
                # HELP jvm_memory_used_bytes Heap in use.
                # TYPE jvm_memory_used_bytes gauge
                jvm_memory_used_bytes{area="heap"} %d
                """.formatted(
                        version,
                        ingest.samplesAppended(),
                        ingest.samplesOutOfOrder(),
                        scraper.activeTargets().size(),
                        startSeconds,
                        runtime.totalMemory() - runtime.freeMemory())
                .getBytes(StandardCharsets.UTF_8);
    }
}
