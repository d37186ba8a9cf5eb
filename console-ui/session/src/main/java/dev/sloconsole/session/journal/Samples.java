package dev.sloconsole.session.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sloconsole.prometheus.series.Labels;
import dev.sloconsole.prometheus.series.StaleMarker;
import dev.sloconsole.prometheus.watch.MetricFact.SamplesScraped;
import dev.sloconsole.prometheus.watch.MetricFact.ScrapedSample;
import java.util.ArrayList;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The form of scraped samples: neighbours of one series share its labels, as in
 * {@code [{"labels": {...}, "samples": [[milliseconds, value], ...]}, ...]}. What JSON has no number for is a text:
 * {@code NaN}, {@code +Inf}, {@code -Inf}, and {@code stale} for the marker that ends a series.
 */
final class Samples {

    /** The year 9999, as {@link Data#instant} has it. */
    static final long MAX_MILLIS = 253_370_764_800_000L;

    private Samples() {}

    static Fields encode(SamplesScraped scraped) {
        var series = JsonNodeFactory.instance.arrayNode();
        ArrayNode samples = series;
        Labels labels = Labels.EMPTY;
        for (ScrapedSample sample : scraped.samples()) {
            if (series.isEmpty() || !labels.equals(sample.labels())) {
                labels = sample.labels();
                var each = series.addObject();
                labels.forEach(each.putObject("labels")::put);
                samples = each.putArray("samples");
            }
            samples.addArray().add(sample.timestampMillis()).add(value(sample.value()));
        }
        return Fields.none().and("series", series);
    }

    static SamplesScraped decode(Data data) {
        var samples = new ArrayList<ScrapedSample>();
        for (JsonNode each : data.array("series")) {
            var labels = labels(each.get("labels"));
            for (JsonNode sample : new Data(each).array("samples")) {
                if (sample.size() != 2
                        || !sample.get(0).isIntegralNumber()
                        || !sample.get(0).canConvertToLong()) {
                    throw new Data.DamagedLine("a sample is not [milliseconds, value]");
                }
                long millis = sample.get(0).longValue();
                if (millis < 0 || millis > MAX_MILLIS) {
                    throw new Data.DamagedLine("a sample's time is none at which a class was held");
                }
                samples.add(new ScrapedSample(labels, millis, value(sample.get(1))));
            }
        }
        return new SamplesScraped(samples);
    }

    static Labels labels(@Nullable JsonNode names) {
        if (names == null || !names.isObject()) {
            throw new Data.DamagedLine("a series has no labels");
        }
        var map = new TreeMap<String, String>();
        names.properties().forEach(p -> map.put(p.getKey(), p.getValue().asText()));
        return Labels.of(map);
    }

    private static JsonNode value(double value) {
        if (StaleMarker.isStale(value)) {
            return JsonNodeFactory.instance.textNode("stale");
        }
        if (Double.isNaN(value)) {
            return JsonNodeFactory.instance.textNode("NaN");
        }
        if (Double.isInfinite(value)) {
            return JsonNodeFactory.instance.textNode(value > 0 ? "+Inf" : "-Inf");
        }
        return Fields.number(value);
    }

    private static double value(JsonNode node) {
        if (!node.isTextual()) {
            return Data.number(node, "value");
        }
        return switch (node.textValue()) {
            case "stale" -> StaleMarker.VALUE;
            case "NaN" -> Double.NaN;
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> throw new Data.DamagedLine("a sample's value is \"" + node.textValue() + "\"");
        };
    }
}
