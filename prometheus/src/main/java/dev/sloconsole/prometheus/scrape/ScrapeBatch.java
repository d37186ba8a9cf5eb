package dev.sloconsole.prometheus.scrape;

import dev.sloconsole.prometheus.config.RelabelRule;
import dev.sloconsole.prometheus.config.ScrapeConfig;
import dev.sloconsole.prometheus.ingest.HeapLimits;
import dev.sloconsole.prometheus.ingest.Sample;
import dev.sloconsole.prometheus.series.Labels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * What one target's scrapes make of the lines they bring: labels merged and relabelled (remembered by the line's own
 * text), and the stale markers of series that are gone. Used by one thread at a time.
 */
final class ScrapeBatch {

    private static final long AHEAD_MILLIS = 600_000;

    private final Target target;
    private final ScrapeConfig config;
    private final HeapLimits limits;
    private final Map<String, Optional<Labels>> known = new HashMap<>();
    private Set<Labels> previous = Set.of();
    /** Of the good scrape before that, for the case that the latest one is not stored. */
    private Set<Labels> stored = Set.of();
    /** Lines with samples in the latest good answer. */
    private int seenLast;

    private volatile Map<String, MetricMetadata> metadata = Map.of();

    /**
     * A scrape's samples and counts.
     *
     * @param scraped before metric relabelling
     * @param kept after it
     * @param added series that the latest answer before did not hold
     * @param error why the scrape counts as failed although it was answered
     */
    record Result(List<Sample> samples, int scraped, int kept, int added, Optional<String> error) {}

    ScrapeBatch(Target target, ScrapeConfig config, HeapLimits limits) {
        this.target = target;
        this.config = config;
        this.limits = limits;
    }

    /** The metric families that the latest good scrape told of. */
    Map<String, MetricMetadata> metadata() {
        return metadata;
    }

    /** The samples of a body, and stale markers for what it no longer holds; if it is malformed, markers for all. */
    Result of(String body, ExpositionFormat format, long timestampMillis) {
        var lines = new Lines(timestampMillis);
        try {
            ExpositionParser.parse(body, format, lines);
        } catch (MalformedExposition e) {
            // What was not read is not known to be gone; but broken answers must not grow what is remembered.
            if (known.size() > 2 * seenLast + 1_000) {
                forgetOthersThan(lines.seen);
            }
            return new Result(
                    markers(timestampMillis),
                    lines.scraped,
                    lines.kept,
                    lines.added,
                    Optional.of(lines.refusal.orElse(e.text())));
        }
        if (config.sampleLimit() > 0 && lines.kept > config.sampleLimit()) {
            return new Result(
                    markers(timestampMillis),
                    lines.scraped,
                    lines.kept,
                    lines.added,
                    Optional.of("sample limit exceeded"));
        }
        for (Labels gone : previous) {
            if (!lines.tracked.contains(gone)) {
                lines.samples.add(Sample.stale(gone, timestampMillis));
            }
        }
        stored = previous;
        previous = lines.tracked;
        metadata = Map.copyOf(lines.metadata);
        seenLast = lines.seen.size();
        forgetOthersThan(lines.seen);
        return new Result(lines.samples, lines.scraped, lines.kept, lines.added, Optional.empty());
    }

    /** What an answer does not hold counts as added when it comes back. */
    private void forgetOthersThan(Set<String> seen) {
        if (known.size() > seen.size()) {
            known.keySet().retainAll(seen);
        }
    }

    /** Stale markers for every series of the latest good scrape; they are told once. */
    List<Sample> markers(long timestampMillis) {
        var markers = previous.stream()
                .map(labels -> Sample.stale(labels, timestampMillis))
                .toList();
        previous = Set.of();
        stored = Set.of();
        return markers;
    }

    /** Stale markers for every series of the scrapes before the latest one, of which nothing was stored. */
    List<Sample> giveUp(long timestampMillis) {
        previous = stored;
        known.clear();
        return markers(timestampMillis);
    }

    private final class Lines implements ExpositionParser.Sink {
        private final long timestampMillis;
        private final List<Sample> samples = new ArrayList<>();
        private final Set<Labels> tracked = new LinkedHashSet<>();
        private final Set<String> seen = new java.util.HashSet<>();
        private final Map<String, MetricMetadata> metadata = new HashMap<>();
        private Optional<String> refusal = Optional.empty();
        /** Of the latest TYPE line, which holds until the next one. */
        private String type = "";

        private int scraped;
        private int kept;
        private int added;

        Lines(long timestampMillis) {
            this.timestampMillis = timestampMillis;
        }

        @Override
        public void sample(String series, long ownTimestamp, double value) throws MalformedExposition {
            Optional<Labels> labels = known.get(series);
            Optional<SortedMap<String, String>> parsed =
                    labels == null ? Optional.of(SeriesText.parse(series)) : Optional.empty();
            scraped++;
            if (scraped > limits.scrapeSamples()) {
                refusal = Optional.of(limits.tooManySamples());
                throw new MalformedExposition(limits.tooManySamples());
            }
            seen.add(series);
            if (labels == null) {
                parsed.ifPresent(exposed -> normalize(exposed, type));
                labels = parsed.flatMap(ScrapeBatch.this::label);
                refusal = labels.flatMap(this::refusal);
                if (refusal.isPresent()) {
                    throw new MalformedExposition(refusal.get());
                }
                known.put(series, labels);
                if (labels.isPresent() && (config.sampleLimit() == 0 || kept < config.sampleLimit())) {
                    added++;
                }
            }
            if (labels.isEmpty()) {
                return;
            }
            kept++;
            boolean own = ownTimestamp != ExpositionParser.NO_TIMESTAMP && config.honorTimestamps();
            long timestamp = own ? ownTimestamp : timestampMillis;
            if (timestamp > timestampMillis + AHEAD_MILLIS) {
                return;
            }
            samples.add(new Sample(labels.get(), timestamp, value));
            if (!own) {
                tracked.add(labels.get());
            }
        }

        /** Why a series fails the whole scrape, by the job's limits. */
        private Optional<String> refusal(Labels labels) {
            String metric = cut(labels.get(Labels.NAME));
            if (metric.isEmpty()) {
                return Optional.of("missing metric name (__name__ label)");
            }
            ScrapeConfig.LabelLimits limits = config.labelLimits();
            if (limits.count() > 0 && labels.size() > limits.count()) {
                return Optional.of("label_limit exceeded (metric: " + metric + ", number of labels: " + labels.size()
                        + ", limit: " + limits.count() + ")");
            }
            for (int i = 0; i < labels.size(); i++) {
                String place = " exceeded (metric: " + metric + ", label name: " + cut(labels.name(i));
                int name = bytes(labels.name(i));
                if (limits.nameLength() > 0 && name > limits.nameLength()) {
                    return Optional.of("label_name_length_limit" + place + ", length: " + name + ", limit: "
                            + limits.nameLength() + ")");
                }
                int value = bytes(labels.value(i));
                if (limits.valueLength() > 0 && value > limits.valueLength()) {
                    return Optional.of("label_value_length_limit" + place + ", value: \"" + cut(labels.value(i))
                            + "\", length: " + value + ", limit: " + limits.valueLength() + ")");
                }
            }
            return Optional.empty();
        }

        private static int bytes(String text) {
            return text.getBytes(StandardCharsets.UTF_8).length;
        }

        private static String cut(String text) {
            return text.length() > 50 ? text.substring(0, 50) : text;
        }

        @Override
        public void metadata(String kind, String family, String text) {
            type = kind.equals("TYPE") ? text : type;
            metadata.merge(family, MetricMetadata.NONE.with(kind, text), (before, ignored) -> before.with(kind, text));
        }
    }

    /** A scraped series' labels as they are stored; nothing where metric relabelling drops them. */
    private Optional<Labels> label(SortedMap<String, String> map) {
        if (config.honorLabels()) {
            // A label that is exposed empty says that there is to be none.
            target.labels().forEach(map::putIfAbsent);
        } else {
            var conflicting = new LinkedHashMap<String, String>();
            target.labels().forEach((name, value) -> {
                String exposed = map.put(name, value);
                if (exposed != null && !exposed.isEmpty()) {
                    conflicting.put(name, exposed);
                }
            });
            conflicting.keySet().stream()
                    .sorted(Comparator.comparing(String::length))
                    .forEach(name -> map.put(exported(name, map), conflicting.getOrDefault(name, "")));
        }
        return RelabelRule.apply(config.metricRelabelRules(), Labels.of(map));
    }

    /** The name that is left for a label whose own the target's takes. */
    private static String exported(String name, SortedMap<String, String> labels) {
        String exported = "exported_" + name;
        while (!labels.getOrDefault(exported, "").isEmpty()) {
            exported = "exported_" + exported;
        }
        return exported;
    }

    /** Bounds and quantiles as floats are written, so that {@code le="1"} and {@code le="1.0"} are the same series. */
    private static void normalize(SortedMap<String, String> labels, String type) {
        switch (type) {
            case "histogram" -> labels.computeIfPresent("le", (label, bound) -> asFloat(bound));
            case "summary" -> labels.computeIfPresent("quantile", (label, quantile) -> asFloat(quantile));
            default -> {}
        }
    }

    private static String asFloat(String text) {
        try {
            return GoFloat.openMetrics(GoFloat.parse(text));
        } catch (NumberFormatException e) {
            return text;
        }
    }
}
