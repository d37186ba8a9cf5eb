package dev.sloconsole.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sloconsole.prometheus.config.ConfigReader;
import dev.sloconsole.prometheus.config.ConfigResult.Loaded;
import dev.sloconsole.prometheus.promql.PromqlEngine;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stack's configuration and rules before the real {@code promtool}, and before this engine. */
class PromtoolTest {

    private static final Path MODULE = Path.of("").toAbsolutePath();

    private final Path folder;

    PromtoolTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /** As in the stack: the configuration and the rules that it names lie side by side. */
    private Path asInTheStack() throws Exception {
        Files.copy(MODULE.resolve("rules/lesson.yml"), folder.resolve("lesson.yml"));
        return Files.copy(MODULE.resolve("config/prometheus.yml"), folder.resolve("prometheus.yml"));
    }

    @Test
    void theConfigurationIsValid() throws Exception {
        assertThat(promtool("check", "config", asInTheStack().toString())).contains("SUCCESS");
    }

    @Test
    void theRulesAreValid() throws Exception {
        for (String file : List.of("lesson.yml", "production.yml")) {
            assertThat(promtool(
                            "check",
                            "rules",
                            MODULE.resolve("rules").resolve(file).toString()))
                    .contains("SUCCESS");
        }
    }

    @Test
    void theRulesDoWhatTheirTestsSay() throws Exception {
        for (String file : List.of("lesson_test.yml", "production_test.yml")) {
            assertThat(promtool(
                            "test",
                            "rules",
                            MODULE.resolve("rules").resolve(file).toString()))
                    .contains("SUCCESS");
        }
    }

    @Test
    void thisEngineReadsThemUnchanged() throws Exception {
        assertThat(ConfigReader.read(asInTheStack(), new PromqlEngine()))
                .isInstanceOfSatisfying(
                        Loaded.class,
                        loaded -> assertThat(loaded.ruleGroups())
                                .extracting(group -> group.name())
                                .containsExactly("lesson"));
    }

    private static String promtool(String... args) throws Exception {
        Optional<Path> program = Stream.of(
                        System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(dir -> Path.of(dir, "promtool"))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(program.isPresent(), "no promtool on the PATH to ask");
        var command = new ArrayList<>(List.of(program.orElseThrow().toString()));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(output).isZero();
            return output;
        } finally {
            process.destroyForcibly();
        }
    }
}
