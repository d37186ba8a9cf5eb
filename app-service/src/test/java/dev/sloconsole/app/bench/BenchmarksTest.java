package dev.sloconsole.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The benchmark for a moment, so that it does not rot; how fast anything was is not looked at. */
class BenchmarksTest {

    @Test
    void benchmarkStillRuns() throws Exception {
        var missing = Contest.missing();
        assumeThat(missing).as(missing.orElse("nothing is missing")).isEmpty();

        assertThat(Benchmarks.report(Duration.ofSeconds(1), 1))
                .last()
                .asString()
                .matches("\\| Flask, by its own server \\| [0-9,]+ \\| 1\\.0 \\|");
    }
}
