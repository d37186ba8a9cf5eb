package dev.sloconsole.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sloconsole.prometheus.promql.PromqlEngine;
import dev.sloconsole.prometheus.promql.QueryResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.api.Test;

class DashboardsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    static List<Path> dashboards() throws IOException {
        try (var files = Files.list(Path.of("dashboards"))) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
        }
    }

    @Test
    void theLessonsTwoPanelsAskTheLessonsQuestions() throws IOException {
        var panels = JSON.readTree(Path.of("dashboards", "sre.json").toFile()).path("panels");
        var sli = panel(panels, "stat");
        var errors = panel(panels, "timeseries");

        assertThat(query(sli))
                .isEqualTo(
                        """
                        sum(rate(http_requests_total{http_status=~"2.."}[5m]))
                        /
                        clamp_min(sum(rate(http_requests_total[5m])), 0.00001)""");
        assertThat(query(errors)).isEqualTo("sum(rate(http_requests_total{http_status!~\"2..\"}[5m]))");
        var defaults = sli.path("fieldConfig").path("defaults");
        assertThat(defaults.path("unit").asText()).isEqualTo("percentunit");
        assertThat(defaults.path("min").asDouble(-1)).isZero();
        assertThat(defaults.path("max").asDouble()).isEqualTo(1);
        assertThat(defaults.path("thresholds").path("steps").toString())
                .isEqualTo("[{\"color\":\"red\",\"value\":null},{\"color\":\"yellow\",\"value\":0.97},"
                        + "{\"color\":\"green\",\"value\":0.99}]");
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void panelsHaveTheirOwnIdsAndPlaces(Path file) throws IOException {
        var ids = new HashSet<Integer>();
        var taken = new HashSet<String>();
        for (var panel : JSON.readTree(file.toFile()).path("panels")) {
            assertThat(ids.add(panel.path("id").asInt())).as("id of " + panel.path("title")).isTrue();
            var place = panel.path("gridPos");
            for (int x = 0; x < place.path("w").asInt(); x++) {
                for (int y = 0; y < place.path("h").asInt(); y++) {
                    int column = place.path("x").asInt() + x;
                    assertThat(column).isLessThan(24);
                    assertThat(taken.add(column + "," + (place.path("y").asInt() + y)))
                            .as("place of " + panel.path("title"))
                            .isTrue();
                }
            }
        }
        assertThat(ids).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void everyQueryParsesAndEvaluates(Path file) throws IOException {
        var engine = new PromqlEngine();
        for (var panel : JSON.readTree(file.toFile()).path("panels")) {
            var targets = panel.path("targets");
            assertThat(targets).as("queries of " + panel.path("title")).isNotEmpty();
            for (var target : targets) {
                var query = target.path("expr").asText().replace("$__rate_interval", "20s");
                assertThat(engine.instant(query, (matchers, from, to) -> List.of(), 0))
                        .as(query)
                        .isInstanceOf(QueryResult.Value.class);
            }
        }
    }

    private static JsonNode panel(JsonNode panels, String type) {
        for (var panel : panels) {
            if (panel.path("type").asText().equals(type)) {
                return panel;
            }
        }
        throw new AssertionError("There is no panel of type " + type + ".");
    }

    private static String query(JsonNode panel) {
        return panel.path("targets").path(0).path("expr").asText();
    }
}
