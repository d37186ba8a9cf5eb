package dev.sloconsole.prometheus.promql.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.prometheus.promql.conformance.CaseRunner.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the project's own cases. */
class PromqlTestFilesTest {

    @ParameterizedTest
    @ValueSource(strings = {"lesson.test", "language.test", "functions.test"})
    void everyCaseOfTheFilePasses(String name) throws IOException {
        String text;
        try (var in = Objects.requireNonNull(getClass().getResourceAsStream("/promql/" + name), name)) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        var outcomes = new CaseRunner().run(TestFile.parse(text));
        assertThat(outcomes).hasSizeGreaterThan(3);
        assertThat(outcomes)
                .allSatisfy(outcome -> assertThat(outcome.verdict())
                        .as("line %d: %s", outcome.line(), outcome.reason())
                        .isEqualTo(Verdict.PASSED));
    }
}
