package dev.sloconsole.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sloconsole.prometheus.promql.PromqlEngine;
import dev.sloconsole.prometheus.promql.QueryResult;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DashboardTest {

    private final DashboardFile lesson = DashboardFile.of("sre-slo");

    static Stream<DashboardFile> dashboards() {
        return Stream.of(DashboardFile.of("sre-slo"), DashboardFile.of("sre-slo-production"));
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void panelsHaveTheirOwnIdsTitlesAndDescriptions(DashboardFile dashboard) {
        assertThat(dashboard.json().findValuesAsText("id")).isNotEmpty();
        assertThat(dashboard.panels())
                .extracting(panel -> panel.path("id").asInt())
                .doesNotHaveDuplicates();
        assertThat(dashboard.panels())
                .extracting(panel -> panel.path("title").asText())
                .doesNotHaveDuplicates();
        assertThat(dashboard.panels())
                .allSatisfy(
                        panel -> assertThat(panel.path("description").asText()).isNotBlank());
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void everyPanelAsksTheOneProvisionedDataSource(DashboardFile dashboard) {
        assertThat(Provisioning.read(Path.of("provisioning")).dataSources()).containsOnlyKeys("prometheus");
        assertThat(dashboard.panels()).isNotEmpty().allSatisfy(panel -> {
            // It is the default; the template has no room to say so in every panel.
            assertThat(panel.has("datasource")).isFalse();
            assertThat(panel.path("targets"))
                    .allSatisfy(
                            target -> assertThat(target.path("expr").asText()).isNotBlank());
        });
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void everyQueryParsesAndEvaluatesWithoutData(DashboardFile dashboard) {
        var engine = new PromqlEngine();
        assertThat(dashboard.queries())
                .isNotEmpty()
                .allSatisfy(query -> assertThat(engine.instant(query, (matchers, from, to) -> List.of(), 0))
                        .isInstanceOf(QueryResult.Value.class));
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void panelsLieInTheGridAndDoNotOverlap(DashboardFile dashboard) {
        var taken = new HashSet<List<Integer>>();
        for (JsonNode panel : dashboard.json().path("panels")) {
            JsonNode place = panel.path("gridPos");
            int right = place.path("x").asInt() + place.path("w").asInt();
            assertThat(right).isLessThanOrEqualTo(24);
            for (int x = place.path("x").asInt(); x < right; x++) {
                for (int y = place.path("y").asInt();
                        y < place.path("y").asInt() + place.path("h").asInt();
                        y++) {
                    assertThat(taken.add(List.of(x, y)))
                            .as("cell %d, %d of %s", x, y, panel.path("title"))
                            .isTrue();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void noPanelIsWithoutWordsForNoData(DashboardFile dashboard) {
        assertThat(dashboard.panels())
                .allSatisfy(panel -> assertThat(panel.path("fieldConfig")
                                .path("defaults")
                                .path("noValue")
                                .asText())
                        .contains(" "));
    }

    @Test
    void originsTwoPanelsAreAsTheLessonHasThem() {
        var rate = lesson.panel("SLI (success rate)");
        var field = rate.path("fieldConfig").path("defaults");
        assertThat(rate.path("type").asText()).isEqualTo("stat");
        assertThat(rate.path("targets").path(0).path("expr").asText()).isEqualTo("""
                sum(rate(http_requests_total{http_status=~"2.."}[5m]))
                /
                clamp_min(sum(rate(http_requests_total[5m])), 0.00001)""");
        assertThat(field.path("unit").asText()).isEqualTo("percentunit");
        assertThat(field.path("min").asDouble(-1)).isZero();
        assertThat(field.path("max").asDouble()).isEqualTo(1);
        assertThat(field.path("thresholds").path("steps").toString()).isEqualTo("""
                [{"color":"red","value":null},{"color":"yellow","value":0.97},{"color":"green","value":0.99}]""");
        var errors = lesson.panel("Error rate");
        assertThat(errors.path("type").asText()).isEqualTo("timeseries");
        assertThat(errors.path("targets").path(0).path("expr").asText())
                .isEqualTo("sum(rate(http_requests_total{http_status!~\"2..\"}[5m]))");
    }

    /** The class may change both; only the origin's own panel says what the origin says. */
    @Test
    void objectiveAndWindowAreAskedForAndNeverWrittenDown() {
        assertThat(lesson.queries())
                .allSatisfy(query -> assertThat(query.replace("histogram_quantile(0.99,", "p99("))
                        .doesNotContain("0.99", "0.01", "1800", "14.4"));
        assertThat(lesson.panels())
                .filteredOn(panel -> !panel.path("title").asText().equals("SLI (success rate)"))
                .allSatisfy(panel ->
                        assertThat(panel.path("fieldConfig").toString()).doesNotContain("0.99", "0.97", "14.4"));
        assertThat(lesson.queries()).contains("slo_objective", "slo:burn_threshold:ratio");
    }

    @Test
    void rangesThatDifferAreSaid() {
        assertThat(lesson.panels()).allSatisfy(panel -> {
            boolean byScrapes = panel.path("targets").toString().contains("$__rate_interval");
            assertThat(panel.path("title").asText().contains("last scrapes")).isEqualTo(byScrapes);
        });
    }
}
