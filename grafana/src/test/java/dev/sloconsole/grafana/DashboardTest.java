package dev.sloconsole.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class DashboardTest {

    private final List<JsonNode> panels = panels();

    @Test
    void panelsHaveTheirOwnIdsAndTitles() {
        assertThat(panels).extracting(panel -> panel.path("id").asInt()).doesNotHaveDuplicates();
        assertThat(panels).extracting(panel -> panel.path("title").asText()).doesNotHaveDuplicates();
    }

    @Test
    void everyPanelAsksTheProvisionedDataSource() {
        var sources = Provisioning.read(Path.of("provisioning")).dataSources();
        assertThat(panels).isNotEmpty().allSatisfy(panel -> {
            assertThat(panel.path("targets")).isNotEmpty();
            for (JsonNode target : panel.path("targets")) {
                assertThat(target.path("expr").asText()).isNotBlank();
                assertThat(sources).containsKey(target.path("datasource").path("uid").asText());
            }
        });
    }

    @Test
    void panelsLieInTheGridAndDoNotOverlap() {
        var taken = new HashSet<List<Integer>>();
        for (JsonNode panel : panels) {
            JsonNode place = panel.path("gridPos");
            int right = place.path("x").asInt() + place.path("w").asInt();
            assertThat(right).isLessThanOrEqualTo(24);
            for (int x = place.path("x").asInt(); x < right; x++) {
                for (int y = place.path("y").asInt(); y < place.path("y").asInt() + place.path("h").asInt(); y++) {
                    assertThat(taken.add(List.of(x, y))).as("cell %d, %d of %s", x, y, panel.path("title")).isTrue();
                }
            }
        }
    }

    @Test
    void lessonsTwoPanelsAreAsTheLessonHasThem() {
        var rate = panels.stream().filter(panel -> panel.path("id").asInt() == 1).findFirst().orElseThrow();
        var field = rate.path("fieldConfig").path("defaults");
        assertThat(rate.path("type").asText()).isEqualTo("stat");
        assertThat(rate.path("targets").path(0).path("expr").asText()).isEqualTo("""
                sum(rate(http_requests_total{http_status=~"2.."}[5m]))
                /
                clamp_min(sum(rate(http_requests_total[5m])), 0.00001)""");
        assertThat(field.path("unit").asText()).isEqualTo("percentunit");
        assertThat(field.path("min").asDouble(-1)).isZero();
        assertThat(field.path("max").asDouble()).isEqualTo(1);
        assertThat(field.path("thresholds").path("steps").toString())
                .isEqualTo("""
                        [{"color":"red","value":null},{"color":"yellow","value":0.97},{"color":"green","value":0.99}]""");
        assertThat(panels)
                .filteredOn(panel -> panel.path("title").asText().equals("Error rate"))
                .singleElement()
                .satisfies(panel -> {
                    assertThat(panel.path("type").asText()).isEqualTo("timeseries");
                    assertThat(panel.path("targets").path(0).path("expr").asText())
                            .isEqualTo("sum(rate(http_requests_total{http_status!~\"2..\"}[5m]))");
                });
    }

    private static List<JsonNode> panels() {
        try {
            var panels = new ArrayList<JsonNode>();
            new ObjectMapper().readTree(Path.of("dashboards", "sre.json").toFile()).path("panels").forEach(panels::add);
            return panels;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
