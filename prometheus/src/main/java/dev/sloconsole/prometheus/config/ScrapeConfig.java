package dev.sloconsole.prometheus.config;

import dev.sloconsole.prometheus.series.Labels;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the targets of one job are found and scraped.
 *
 * @param params query parameters of the scrape's address
 * @param sampleLimit most samples a scrape may bring after metric relabelling; 0 for no limit
 * @param bodySizeLimit most bytes a scrape's uncompressed body may have; 0 for the engine's own limit
 * @param proxyUrl an HTTP proxy that also resolves the targets' names
 * @param fallbackProtocol how to read a body whose content type says nothing useful, by Prometheus's name for it
 * @param targetLimit most targets the job may have after relabelling; all of them fail beyond it; 0 for no limit
 */
public record ScrapeConfig(
        String jobName,
        Duration interval,
        Duration timeout,
        String metricsPath,
        String scheme,
        Map<String, List<String>> params,
        boolean honorLabels,
        boolean honorTimestamps,
        boolean followRedirects,
        int sampleLimit,
        long bodySizeLimit,
        Optional<URI> proxyUrl,
        Optional<String> fallbackProtocol,
        List<StaticConfig> staticConfigs,
        List<DnsSdConfig> dnsSdConfigs,
        List<RelabelRule> relabelRules,
        List<RelabelRule> metricRelabelRules,
        LabelLimits labelLimits,
        int targetLimit) {

    public ScrapeConfig {
        params = Map.copyOf(params);
        staticConfigs = List.copyOf(staticConfigs);
        dnsSdConfigs = List.copyOf(dnsSdConfigs);
        relabelRules = List.copyOf(relabelRules);
        metricRelabelRules = List.copyOf(metricRelabelRules);
    }

    /**
     * What a sample's labels may be at most after metric relabelling; a scrape that brings more fails. 0 for no limit.
     *
     * @param nameLength in bytes
     * @param valueLength in bytes
     */
    public record LabelLimits(int count, int nameLength, int valueLength) {}

    /** Targets that are listed, each {@code host:port}. */
    public record StaticConfig(List<String> targets, Labels labels) {
        public StaticConfig {
            targets = List.copyOf(targets);
        }
    }

    /**
     * Targets that are asked of the DNS again and again.
     *
     * @param port of the targets; 0 for SRV records, which carry their own
     */
    public record DnsSdConfig(List<String> names, RecordType type, int port, Duration refreshInterval) {

        /** The DNS records that can name targets. */
        public enum RecordType {
            A,
            AAAA,
            SRV
        }

        public DnsSdConfig {
            names = List.copyOf(names);
        }
    }
}
