package dev.sloconsole.prometheus.promql.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sloconsole.prometheus.RealPrometheus;
import dev.sloconsole.prometheus.ingest.Sample;
import dev.sloconsole.prometheus.promql.PromValue;
import dev.sloconsole.prometheus.promql.PromqlEngine;
import dev.sloconsole.prometheus.promql.QueryResult;
import dev.sloconsole.prometheus.promql.functions.AlmostEqual;
import dev.sloconsole.prometheus.series.Labels;
import dev.sloconsole.prometheus.series.SeriesReader;
import dev.sloconsole.prometheus.series.SeriesStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random expressions, each asked at one moment and over a range, of the engine and of the real Prometheus. Another seed
 * and count: {@code -Dpromql.fuzz.seed=...}, {@code -Dpromql.fuzz.count=...}.
 */
class DifferentialTest {

    private static final long SEED = Long.getLong("promql.fuzz.seed", 20_261_122);
    private static final int COUNT = Integer.getInteger("promql.fuzz.count", 250);
    private static final double TOLERANCE = 1e-7;

    /** What Prometheus 2 answered otherwise than Prometheus 3, or leaves to chance. */
    private static final List<Pattern> NOT_COMPARED = List.of(
            // The name is dropped since 3.0.
            Pattern.compile("atan2"),
            // A group of one element that is infinite or no number: 0 up to 2.x, no number since.
            Pattern.compile("(stddev|stdvar)(?!_over_time)"),
            // A range with @ in a range query: it moved with the steps.
            Pattern.compile("(predict_linear|quantile_over_time).*@"),
            // Sums with infinity in them were no number.
            Pattern.compile("predict_linear\\(temperature"),
            // Moments that are no number, or out of reach: the processor decides.
            Pattern.compile(
                    "(day_of_month|day_of_week|day_of_year|days_in_month|hour|minute|month|year)\\((?!\\)|vector)"));

    @Test
    void randomExpressionsHaveTheAnswersOfTheRealPrometheus(@TempDir Path folder) throws Exception {
        var program = RealPrometheus.program();
        assumeTrue(program.isPresent(), "no prometheus on the PATH to compare with");
        System.out.printf(Locale.ROOT, "comparing %d expressions, seed %d%n", COUNT, SEED);
        var samples = SharedSamples.make(SEED);
        var store = new SeriesStore();
        for (Sample sample : samples) {
            store.append(sample.labels(), sample.timestampMillis(), sample.value());
        }
        var differences = new ArrayList<String>();
        int compared = 0;
        int answered = 0;
        try (var real = RealPrometheus.start(program.get(), folder)) {
            real.write(samples);
            var expressions = new RandomExpressions(new Random(SEED));
            for (int i = 0; i < COUNT; i++) {
                var query = expressions.next();
                if (NOT_COMPARED.stream()
                        .anyMatch(pattern -> pattern.matcher(query).find())) {
                    continue;
                }
                compared++;
                var instant = instant(query, real, store.snapshot());
                var range = range(query, real, store.snapshot());
                answered += instant.answered() && range.answered() ? 1 : 0;
                instant.difference().ifPresent(text -> differences.add(query + "\n    " + text));
                range.difference().ifPresent(text -> differences.add(query + "\n    as a range: " + text));
            }
        }
        System.out.printf(Locale.ROOT, "compared %d, of which %d have elements in both answers%n", compared, answered);
        assertThat(differences).isEmpty();
        assertThat(answered).isGreaterThan(COUNT / 4);
    }

    /** @param answered whether there was something to compare */
    private record Comparison(Optional<String> difference, boolean answered) {}

    private static Comparison instant(String query, RealPrometheus real, SeriesReader series) {
        long at = SharedSamples.START + 1_803_000;
        return compare(
                real.ask("query", Map.of("query", query, "time", seconds(at))),
                new PromqlEngine().instant(query, series, at));
    }

    private static Comparison range(String query, RealPrometheus real, SeriesReader series) {
        long from = SharedSamples.START + 603_000;
        long to = SharedSamples.START + 2_553_000;
        return compare(
                real.ask(
                        "query_range",
                        Map.of("query", query, "start", seconds(from), "end", seconds(to), "step", "50")),
                new PromqlEngine().range(query, series, from, to, 50_000));
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.3f", millis / 1000.0);
    }

    private static Comparison compare(JsonNode real, QueryResult ours) {
        return switch (ours) {
            case QueryResult.Rejected rejected -> {
                boolean same = real.path("status").asText().equals("error")
                        && beginning(real.path("error").asText()).equals(beginning(rejected.message()));
                yield new Comparison(
                        same
                                ? Optional.empty()
                                : Optional.of("rejected: " + rejected.message() + " -- real: " + cut(real)),
                        false);
            }
            case QueryResult.Value value -> {
                if (!real.path("status").asText().equals("success")) {
                    yield new Comparison(Optional.of("answered, real: " + cut(real)), false);
                }
                var wanted = points(real.path("data"));
                var actual = points(value.value());
                yield new Comparison(difference(wanted, actual), !wanted.isEmpty());
            }
        };
    }

    /** Without a parameter's name, and without which of several groups and pairs it is about. */
    private static String beginning(String message) {
        return message.replaceFirst("^invalid parameter \"query\": ", "")
                .replaceFirst("(found duplicate series for the match group ).*", "$1");
    }

    private static String cut(JsonNode node) {
        var text = node.toString();
        return text.substring(0, Math.min(300, text.length()));
    }

    private static Map<String, Double> points(JsonNode data) {
        var points = new TreeMap<String, Double>();
        var result = data.path("result");
        if (data.path("resultType").asText().equals("scalar")) {
            put(points, Labels.EMPTY, result.path(0).asDouble(), result.path(1).asText());
            return points;
        }
        for (var series : result) {
            var map = new TreeMap<String, String>();
            series.path("metric")
                    .properties()
                    .forEach(entry -> map.put(entry.getKey(), entry.getValue().asText()));
            var labels = Labels.of(map);
            if (series.has("value")) {
                put(
                        points,
                        labels,
                        series.path("value").path(0).asDouble(),
                        series.path("value").path(1).asText());
            }
            series.path("values")
                    .forEach(point -> put(
                            points,
                            labels,
                            point.path(0).asDouble(),
                            point.path(1).asText()));
        }
        return points;
    }

    private static void put(Map<String, Double> points, Labels labels, double seconds, String value) {
        double number = switch (value) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(value);
        };
        points.put(labels + " @ " + Math.round(seconds * 1000), number);
    }

    private static Map<String, Double> points(PromValue value) {
        var points = new TreeMap<String, Double>();
        switch (value) {
            case PromValue.Scalar scalar -> points.put(Labels.EMPTY + " @ " + scalar.timestampMillis(), scalar.value());
            case PromValue.Text text -> throw new IllegalStateException("a string: " + text.value());
            case PromValue.Vector vector ->
                vector.samples()
                        .forEach(sample ->
                                points.put(sample.labels() + " @ " + sample.timestampMillis(), sample.value()));
            case PromValue.Matrix matrix ->
                matrix.series().forEach(series -> {
                    for (int i = 0; i < series.size(); i++) {
                        points.put(series.labels() + " @ " + series.timestamp(i), series.value(i));
                    }
                });
        }
        return points;
    }

    private static Optional<String> difference(Map<String, Double> wanted, Map<String, Double> actual) {
        var keys = new ArrayList<>(wanted.keySet());
        actual.keySet().stream().filter(key -> !wanted.containsKey(key)).forEach(keys::add);
        List<String> wrong = keys.stream()
                .filter(key ->
                        !wanted.containsKey(key) || !actual.containsKey(key) || !same(wanted.get(key), actual.get(key)))
                .limit(3)
                .map(key -> key + ": real " + wanted.get(key) + ", ours " + actual.get(key))
                .toList();
        return wrong.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", wrong));
    }

    private static boolean same(Double wanted, Double actual) {
        return AlmostEqual.test(wanted, actual, TOLERANCE) || Math.abs(wanted - actual) < 1e-9;
    }
}
