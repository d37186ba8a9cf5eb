package dev.sloconsole.prometheus.scrape;

import java.util.Locale;
import java.util.Optional;

/** The text formats that a target may answer in. */
public enum ExpositionFormat {
    TEXT,
    OPEN_METRICS;

    /** What a scrape asks for, the best first. */
    static final String ACCEPT = "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,"
            + "application/openmetrics-text;version=0.0.1;q=0.5,"
            + "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,"
            + "text/plain;version=0.0.4;q=0.3,"
            + "*/*;q=0.2";

    /** The format that a content type names; nothing where it names none that is known. */
    static Optional<ExpositionFormat> ofContentType(String contentType) {
        int end = contentType.indexOf(';');
        String type =
                (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        return switch (type) {
            case "application/openmetrics-text" -> Optional.of(OPEN_METRICS);
            case "text/plain" -> Optional.of(TEXT);
            default -> Optional.empty();
        };
    }

    /** The format of a protocol's name in the configuration. */
    static ExpositionFormat ofProtocol(String protocol) {
        return protocol.startsWith("OpenMetrics") ? OPEN_METRICS : TEXT;
    }
}
