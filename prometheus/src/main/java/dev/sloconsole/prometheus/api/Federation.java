package dev.sloconsole.prometheus.api;

import dev.sloconsole.prometheus.golang.GoNumbers;
import dev.sloconsole.prometheus.ingest.Ingest;
import dev.sloconsole.prometheus.series.LabelMatcher;
import dev.sloconsole.prometheus.series.Labels;
import dev.sloconsole.prometheus.series.Series;
import dev.sloconsole.prometheus.series.SeriesReader;
import dev.sloconsole.prometheus.series.StaleMarker;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The newest sample of each series asked for, in the text format with its own time, for another Prometheus to scrape.
 *
 * @see <a href="https://prometheus.io/docs/prometheus/latest/federation/">Prometheus: federation</a>
 */
final class Federation {

    private static final Comparator<Labels> BY_NAME =
            Comparator.comparing((Labels labels) -> labels.get(Labels.NAME)).thenComparing(Comparator.naturalOrder());

    private final Ingest ingest;
    private final Duration lookback;
    private final Labels externalLabels;
    private final Clock clock;

    Federation(Ingest ingest, Duration lookback, Labels externalLabels, Clock clock) {
        this.ingest = ingest;
        this.lookback = lookback;
        this.externalLabels = externalLabels;
        this.clock = clock;
    }

    byte[] text(Parameters parameters) throws ApiError {
        parameters.requireWellFormed();
        long now = clock.millis();
        SeriesReader reader = ingest.snapshot();
        Map<Labels, Series> found = new TreeMap<>(BY_NAME);
        for (List<LabelMatcher> matchers : SeriesApi.parse(parameters)) {
            for (Series series : reader.select(matchers, now - lookback.toMillis() - 1, now)) {
                found.put(series.labels(), series);
            }
        }
        var text = new StringBuilder();
        String family = "";
        for (Series series : found.values()) {
            int last = series.size() - 1;
            if (StaleMarker.isStale(series.value(last))) {
                continue;
            }
            String name = series.labels().get(Labels.NAME).replaceAll("[^a-zA-Z0-9_:]", "_");
            if (!name.equals(family)) {
                text.append("# TYPE ").append(name).append(" untyped\n");
                family = name;
            }
            text.append(name)
                    .append(labels(series.labels()))
                    .append(' ')
                    .append(value(series.value(last)))
                    .append(' ')
                    .append(series.timestamp(last))
                    .append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A series' own labels, then the external ones that it lacks; the instance is told even where there is none. */
    private String labels(Labels own) {
        var pairs = new StringBuilder();
        own.forEach((name, value) -> {
            if (!name.equals(Labels.NAME)) {
                pair(pairs, name, value);
            }
        });
        var external = externalLabels.toMap();
        external.putIfAbsent("instance", "");
        external.forEach((name, value) -> {
            if (own.get(name).isEmpty()) {
                pair(pairs, name, value);
            }
        });
        return "{" + pairs + "}";
    }

    /** The text format's writer knows no zero with a sign. */
    private static String value(double value) {
        return value == 0 ? "0" : GoNumbers.general(value);
    }

    private static void pair(StringBuilder pairs, String name, String value) {
        pairs.append(pairs.isEmpty() ? "" : ",")
                .append(name.replaceAll("[^a-zA-Z0-9_]", "_"))
                .append("=\"")
                .append(value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"))
                .append('"');
    }
}
