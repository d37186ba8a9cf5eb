package dev.sloconsole.prometheus.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.prometheus.config.ConfigReader;
import dev.sloconsole.prometheus.config.ConfigResult.Loaded;
import dev.sloconsole.prometheus.config.ScrapeConfig;
import dev.sloconsole.prometheus.ingest.HeapLimits;
import dev.sloconsole.prometheus.promql.PromqlEngine;
import dev.sloconsole.prometheus.series.Labels;
import dev.sloconsole.prometheus.series.StaleMarker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScrapeBatchTest {

    private static final HeapLimits LIMITS = new HeapLimits(1 << 20, 1 << 20, 100, 100, 2);

    private final Path folder;

    ScrapeBatchTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /** Of a job {@code fed} whose target has {@code lab="target"}. */
    private ScrapeBatch batch(String options) throws IOException {
        return batch(options, "");
    }

    /** @param label one more of the target, {@code name: value} */
    private ScrapeBatch batch(String options, String label) throws IOException {
        Path file = Files.writeString(folder.resolve("prometheus.yml"), """
                scrape_configs: [{job_name: fed, %s static_configs: [{targets: ['a:1'], labels: {lab: target, %s}}]}]
                """.formatted(options, label));
        ScrapeConfig config = ((Loaded) ConfigReader.read(file, new PromqlEngine()))
                .config()
                .scrapeConfigs()
                .getFirst();
        Labels labels = config.staticConfigs().getFirst().labels();
        var found = labels.with("__address__", "a:1");
        return new ScrapeBatch(((Target.Relabelled.Kept) Target.of(found, config)).target(), config, LIMITS);
    }

    private List<String> series(String options, String body, ExpositionFormat format) throws IOException {
        return batch(options).of(body, format, 1_000).samples().stream()
                .map(sample -> sample.labels().toString())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "rec{instance=\"\",job=\"\"} 1 | rec{lab=\"target\"}",
                "c{lab=\"\"} 3                 | c{instance=\"a:1\", job=\"fed\"}",
                "c{lab=\"own\",x=\"\"} 3       | c{instance=\"a:1\", job=\"fed\", lab=\"own\"}",
                "c 3                           | c{instance=\"a:1\", job=\"fed\", lab=\"target\"}",
            })
    void honouredLabelsThatAreExposedEmptyStayAway(String line, String series) throws IOException {
        assertThat(series("honor_labels: true,", line + "\n", ExpositionFormat.TEXT))
                .containsExactly(series);
    }

    @Test
    void anEmptyExposedLabelIsNoConflictElsewhere() throws IOException {
        assertThat(series("", "c{lab=\"\",job=\"own\"} 3\n", ExpositionFormat.TEXT))
                .containsExactly("c{exported_job=\"own\", instance=\"a:1\", job=\"fed\", lab=\"target\"}");
    }

    @Test
    void exposedLabelsMakeRoomForTheTargetsTheShortestFirst() throws IOException {
        assertThat(series("", "c{exported_job=\"\",job=\"own\"} 3\n", ExpositionFormat.TEXT))
                .containsExactly("c{exported_job=\"own\", instance=\"a:1\", job=\"fed\", lab=\"target\"}");
        var both =
                batch("", "exported_lab: also").of("c{exported_lab=\"y\",lab=\"x\"} 3\n", ExpositionFormat.TEXT, 1_000);
        assertThat(both.samples())
                .singleElement()
                .satisfies(sample -> assertThat(sample.labels())
                        .isEqualTo(Labels.of(
                                        Labels.NAME,
                                        "c",
                                        "instance",
                                        "a:1",
                                        "job",
                                        "fed",
                                        "lab",
                                        "target",
                                        "exported_lab",
                                        "also")
                                .with("exported_exported_lab", "x")
                                .with("exported_exported_exported_lab", "y")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "histogram | le       | 1      | 1.0",
                "histogram | le | 2.50 | 2.5",
                "histogram | le | 1e3 | 1000.0",
                "histogram | le       | +Inf   | +Inf",
                "histogram | le | 1e7 | 1e+07",
                "histogram | le | 0 | 0.0",
                "histogram | le       | -0     | 0.0",
                "histogram | le | 0.00001 | 1e-05",
                "histogram | le | x | x",
                "histogram | quantile | 1      | 1",
                "summary | quantile | 0.5 | 0.5",
                "summary | quantile | 1 | 1.0",
                "summary   | quantile | .99    | 0.99",
                "summary | le | 1 | 1",
                "gauge | le | 1 | 1",
                "counter | quantile | 1 | 1",
            })
    void boundsAndQuantilesAreFloatsAsInPrometheus3(String type, String label, String exposed, String stored)
            throws IOException {
        String body = "# TYPE h " + type + "\nh_bucket{" + label + "=\"" + exposed + "\"} 1\n";
        String wanted = label + "=\"" + stored + "\"";
        assertThat(series("", body, ExpositionFormat.TEXT))
                .singleElement()
                .asString()
                .contains(wanted);
        assertThat(series("", body + "# EOF\n", ExpositionFormat.OPEN_METRICS))
                .singleElement()
                .asString()
                .contains(wanted);
    }

    @Test
    void withoutATypeABoundStaysAsItIs() throws IOException {
        assertThat(series("", "u_bucket{le=\"1\"} 1\n", ExpositionFormat.TEXT))
                .singleElement()
                .asString()
                .contains("le=\"1\"");
    }

    @Test
    void aSeriesThatComesBackIsAddedAgain() throws IOException {
        var batch = batch("");
        assertThat(batch.of("a 1\nb 1\n", ExpositionFormat.TEXT, 1_000).added()).isEqualTo(2);
        assertThat(batch.of("a 1\nb 1\n", ExpositionFormat.TEXT, 2_000).added()).isZero();
        var without = batch.of("a 1\n", ExpositionFormat.TEXT, 3_000);
        assertThat(without.added()).isZero();
        assertThat(without.samples()).anyMatch(sample -> StaleMarker.isStale(sample.value()));
        assertThat(batch.of("a 1\nb 1\n", ExpositionFormat.TEXT, 4_000).added()).isEqualTo(1);
    }

    @Test
    void aBrokenAnswerSaysNothingOfTheSeriesBehindTheFault() throws IOException {
        var batch = batch("");
        batch.of("a 1\nb 1\n", ExpositionFormat.TEXT, 1_000);
        assertThat(batch.of("a 1\n?\nb 1\n", ExpositionFormat.TEXT, 2_000).error())
                .isPresent();
        assertThat(batch.of("a 1\nb 1\n", ExpositionFormat.TEXT, 3_000).added()).isZero();
    }

    @Test
    void moreSamplesThanTheHeapHasRoomForFailTheScrape() throws IOException {
        var batch = batch("");
        assertThat(batch.of("a 1\n".repeat(100), ExpositionFormat.TEXT, 1_000).error())
                .isEmpty();
        var result = batch.of("a 1\n".repeat(101), ExpositionFormat.TEXT, 2_000);
        assertThat(result.error().orElseThrow())
                .startsWith("more than 100 samples, for which this engine's heap of 1 MB");
        assertThat(result.samples()).singleElement().matches(sample -> StaleMarker.isStale(sample.value()));
    }

    @Test
    void whatIsNotStoredIsNotEndedEither() throws IOException {
        var batch = batch("");
        batch.of("a 1\n", ExpositionFormat.TEXT, 1_000);
        batch.of("a 1\nb 1\n", ExpositionFormat.TEXT, 2_000);
        assertThat(batch.giveUp(2_000))
                .singleElement()
                .satisfies(
                        marker -> assertThat(marker.labels().get(Labels.NAME)).isEqualTo("a"));
        assertThat(batch.of("a 1\n", ExpositionFormat.TEXT, 3_000).samples()).hasSize(1);
    }

    @Test
    void whatIsBeyondTheSampleLimitIsNotAdded() throws IOException {
        var result = batch("sample_limit: 2,").of("a 1\nb 1\nc 1\n", ExpositionFormat.TEXT, 1_000);
        assertThat(result.error()).contains("sample limit exceeded");
        assertThat(List.of(result.scraped(), result.kept(), result.added())).containsExactly(3, 3, 2);
    }
}
