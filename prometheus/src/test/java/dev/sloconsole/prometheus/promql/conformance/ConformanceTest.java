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

    /**
     * The share of the cases that must pass; what was reached may not be lost again. Another one, for a directory with
     * cases about what the engine refuses: {@code -Dpromqltest.mark=0.9}, or 0 for none.
     */
    private static final double MARK = Double.parseDouble(System.getProperty("promqltest.mark", "1"));

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
        assertThat(total).as("cases in %s", cases).isPositive();
        assertThat(passed)
                .as("passed of %d; what failed is in target/promqltest.tsv", total)
                .isGreaterThanOrEqualTo((int) Math.ceil(MARK * total));
    }

    private static long count(List<Outcome> outcomes, Verdict verdict) {
        return outcomes.stream().filter(outcome -> outcome.verdict() == verdict).count();
    }
}
