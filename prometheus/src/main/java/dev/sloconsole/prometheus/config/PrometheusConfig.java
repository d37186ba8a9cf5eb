package dev.sloconsole.prometheus.config;

import dev.sloconsole.prometheus.series.Labels;
import java.time.Duration;
import java.util.List;

/**
 * A {@code prometheus.yml} with every default filled in.
 *
 * @param text the file as it was read, for {@code /api/v1/status/config}
 * @see <a href="https://prometheus.io/docs/prometheus/latest/configuration/configuration/">Prometheus: configuration</a>
 */
public record PrometheusConfig(Global global, List<ScrapeConfig> scrapeConfigs, String text) {

    public PrometheusConfig {
        scrapeConfigs = List.copyOf(scrapeConfigs);
    }

    /** What holds where a scrape configuration or a rule group says nothing else. */
    public record Global(
            Duration scrapeInterval, Duration scrapeTimeout, Duration evaluationInterval, Labels externalLabels) {

        public static final Global DEFAULT =
                new Global(Duration.ofMinutes(1), Duration.ofSeconds(10), Duration.ofMinutes(1), Labels.EMPTY);
    }
}
