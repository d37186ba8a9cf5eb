package dev.sloconsole.prometheus.scrape;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What the latest scrape of a target gave. */
public record TargetStatus(Health health, Optional<String> lastError, Optional<Instant> lastScrape, Duration took) {

    /** A target's health, by Prometheus's names in lower case. */
    public enum Health {
        UNKNOWN,
        UP,
        DOWN;

        public String text() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    static final TargetStatus NEVER_SCRAPED =
            new TargetStatus(Health.UNKNOWN, Optional.empty(), Optional.empty(), Duration.ZERO);
}
