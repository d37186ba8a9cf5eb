package dev.sloconsole.prometheus.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.prometheus.config.ConfigReader;
import dev.sloconsole.prometheus.config.ConfigResult.Loaded;
import dev.sloconsole.prometheus.promql.PromqlEngine;
import dev.sloconsole.prometheus.series.Labels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetTest {

    private final Path folder;

    TargetTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{action: keep}                                          | http://a:1/metrics?m=x&m=y&n=z",
                "{target_label: __param_m, replacement: w}               | http://a:1/metrics?m=w&m=y&n=z",
                "{target_label: __param_m, replacement: ''}              | http://a:1/metrics?m=x&m=y&n=z",
                "{target_label: __param_k, replacement: w}               | http://a:1/metrics?k=w&m=x&m=y&n=z",
                "{target_label: __metrics_path__, replacement: /other}   | http://a:1/other?m=x&m=y&n=z",
                "{target_label: __address__, replacement: 'b:2'}         | http://b:2/metrics?m=x&m=y&n=z",
            })
    void relabellingChangesTheFirstValueOfAParameter(String rule, String url) throws IOException {
        Path file = Files.writeString(folder.resolve("prometheus.yml"), """
                scrape_configs: [{job_name: j, params: {n: [z], m: [x, y]}, relabel_configs: [%s]}]
                """.formatted(rule));
        var config = ((Loaded) ConfigReader.read(file, new PromqlEngine()))
                .config()
                .scrapeConfigs()
                .getFirst();
        assertThat(Target.of(Labels.of("__address__", "a:1"), config))
                .isInstanceOfSatisfying(
                        Target.Relabelled.Kept.class,
                        kept -> assertThat(kept.target().url()).hasToString(url));
    }
}
