package dev.sloconsole.prometheus.watch;

import dev.sloconsole.prometheus.series.Labels;
import java.util.List;
import java.util.Optional;

/** Something that the stack's Prometheus was seen to know, in the past tense; a difference, never a repetition. */
public sealed interface MetricFact {

    /** Raw samples that were not reported before, as Prometheus stored them; ordered by series, then by time. */
    record SamplesScraped(List<ScrapedSample> samples) implements MetricFact {
        public SamplesScraped {
            samples = List.copyOf(samples);
        }
    }

    /**
     * One raw sample.
     *
     * @param timestampMillis since the epoch, by the clock of that Prometheus
     * @param value a stale marker is kept bit for bit
     */
    record ScrapedSample(Labels labels, long timestampMillis, double value) {}

    /**
     * A scrape target appeared or changed its health.
     *
     * @param health up, down or unknown, as Prometheus says it
     * @param lastError the last scrape's error, where it failed
     * @param address what the target was last reached at, such as {@code sre-app-service.sre.local:5000}
     */
    record TargetChanged(String job, String instance, String address, String health, Optional<String> lastError)
            implements MetricFact {}

    /** A target left Prometheus's list. */
    record TargetRemoved(String job, String instance) implements MetricFact {}

    /**
     * An alert changed its state.
     *
     * @param severity the rule's {@code severity} label, or an empty string
     * @param state inactive, pending or firing
     * @param summary the {@code summary} annotation, or an empty string
     */
    record AlertChanged(String alert, String severity, String state, String summary) implements MetricFact {}

    /** Prometheus does not answer; until it does, every figure taken from it is stale. */
    record PrometheusLost(String reason) implements MetricFact {}

    /** Prometheus answers (again). */
    record PrometheusReached(String version) implements MetricFact {}
}
