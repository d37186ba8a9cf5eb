package dev.sloconsole.prometheus.promql.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.prometheus.promql.conformance.CaseRunner.Outcome;
import dev.sloconsole.prometheus.promql.conformance.CaseRunner.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Runs the conformance cases of a directory given by {@code -Dpromqltest.dir}, and reports what became of each. */
class ConformanceTest {

    /** How many cases pass, or all where the directory has fewer; what was reached may not be lost again. */
    private static final int MARK = 591;

    @Test
    void engineAnswersAsPrometheusDoes() throws IOException {
        var directory = System.getProperty("promqltest.dir", "");
        Assumptions.assumeFalse(
                directory.isBlank(), "no conformance cases: give a directory with a cases.json as -Dpromqltest.dir");
        var cases = Path.of(directory, "cases.json");
        var report = new ArrayList<String>();
        int passed = 0;
        int total = 0;
        for (var file : CasesJson.read(cases).entrySet()) {
            var outcomes = new CaseRunner().run(file.getValue());
            for (var outcome : outcomes) {
                report.add(String.join(
                        "\t",
                        file.getKey(),
                        Integer.toString(outcome.line()),
                        outcome.verdict().name().toLowerCase(Locale.ROOT),
                        outcome.reason().replaceAll("\\s+", " ")));
            }
            System.out.printf(
                    Locale.ROOT,
                    "%-28s %4d passed %4d failed %4d refused%n",
                    file.getKey(),
                    count(outcomes, Verdict.PASSED),
                    count(outcomes, Verdict.FAILED),
                    count(outcomes, Verdict.REFUSED));
            passed += (int) count(outcomes, Verdict.PASSED);
            total += outcomes.size();
        }
        System.out.printf(Locale.ROOT, "%-28s %4d passed of %d%n", "all files", passed, total);
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target", "promqltest.tsv"), report);
        assertThat(passed).as("passed of %d", total).isPositive().isGreaterThanOrEqualTo(Math.min(MARK, total));
    }

    private static long count(List<Outcome> outcomes, Verdict verdict) {
        return outcomes.stream().filter(outcome -> outcome.verdict() == verdict).count();
    }
}
