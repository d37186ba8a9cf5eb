package dev.sloconsole.grafana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sloconsole.prometheus.promql.PromValue;
import dev.sloconsole.prometheus.promql.PromqlEngine;
import dev.sloconsole.prometheus.promql.QueryResult;
import dev.sloconsole.prometheus.series.Labels;
import dev.sloconsole.prometheus.series.StaleMarker;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every query of both dashboards over a recorded class: by the embedded engine, and by the real one in promtool. */
class PanelQueriesTest {

    /**
     * In the outage, while the alert fires; and at the end of the class. Half a second later, so that no sample lies at
     * the edge of a range, which belongs to it in Prometheus 2 and does not in 3.
     */
    private static final List<Integer> MOMENTS = List.of(372, RecordedClass.SECONDS);

    private final RecordedClass recorded = new RecordedClass();
    private final PromqlEngine engine = new PromqlEngine();

    @Test
    void everyQueryOfTheLessonHasAnAnswerInTheClass() {
        for (var query : DashboardFile.of("sre-slo").queries()) {
            assertThat(MOMENTS.stream().anyMatch(second -> !ask(query, second).isEmpty()) || onlyBefore(query))
                    .as(query)
                    .isTrue();
        }
    }

    /** "No requests yet", and what is left of a budget that is overspent all the while. */
    private boolean onlyBefore(String query) {
        return !ask(query, 0).isEmpty() || !ask(query, 120).isEmpty();
    }

    @Test
    void theRealEngineGivesTheSame(@TempDir Path folder) throws Exception {
        assumeTrue(onPath("promtool"), "promtool is not on the PATH; Debian has it in the package prometheus");
        var cases = new StringBuilder("evaluation_interval: 5s\ntests:\n  - interval: 1s\n    input_series:\n");
        recorded.series()
                .forEach((labels, samples) -> cases.append("      - series: '")
                        .append(text(labels))
                        .append("'\n        values: '")
                        .append(values(labels, samples))
                        .append("'\n"));
        cases.append("    promql_expr_test:\n");
        for (var name : List.of("sre-slo", "sre-slo-production")) {
            for (var asked : DashboardFile.of(name).queries()) {
                // The two add up in different orders, which the sixteenth digit shows.
                var query = "round(" + asked.replace("\n", " ") + ", 1e-9)";
                for (int second : MOMENTS) {
                    cases.append("      - expr: '")
                            .append(query.replace("'", "''"))
                            .append("'\n        eval_time: ")
                            .append(second)
                            .append("s500ms\n        exp_samples:\n");
                    ask(query, second)
                            .forEach(sample -> cases.append("          - labels: '")
                                    .append(text(sample.labels()))
                                    .append("'\n            value: ")
                                    .append(sample.value())
                                    .append("\n"));
                }
            }
        }
        var file = Files.writeString(folder.resolve("queries.yml"), cases);
        var process = new ProcessBuilder("promtool", "test", "rules", file.toString())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private List<PromValue.VectorSample> ask(String query, int second) {
        long at = RecordedClass.START.plusSeconds(second).plusMillis(500).toEpochMilli();
        var result = engine.instant(query, recorded.until(second).snapshot(), at);
        assertThat(result).as(query).isInstanceOf(QueryResult.Value.class);
        return ((QueryResult.Value) result).value() instanceof PromValue.Vector vector ? vector.samples() : List.of();
    }

    private static String text(Labels labels) {
        var pairs = labels.without(Labels.NAME).toMap().entrySet().stream()
                .map(e -> e.getKey() + "=\"" + e.getValue() + "\"")
                .collect(Collectors.joining(","));
        return labels.get(Labels.NAME) + "{" + pairs + "}";
    }

    /** In promtool's notation, from the class's first second on, which is 0 there. */
    private static String values(Labels labels, TreeMap<Integer, Double> samples) {
        double zero = labels.get(Labels.NAME).equals("slo_window_start_timestamp_seconds")
                ? RecordedClass.START.getEpochSecond()
                : 0;
        var text = new StringBuilder();
        for (int second = 0; second <= RecordedClass.SECONDS; second++) {
            var value = samples.get(second);
            text.append(value == null ? "_" : StaleMarker.isStale(value) ? "stale" : plain(value - zero))
                    .append(' ');
        }
        return text.toString().strip();
    }

    private static String plain(double value) {
        return Double.isInfinite(value) ? "+Inf" : new java.math.BigDecimal(Double.toString(value)).toPlainString();
    }

    private static boolean onPath(String program) throws IOException {
        return Arrays.stream(
                        Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
