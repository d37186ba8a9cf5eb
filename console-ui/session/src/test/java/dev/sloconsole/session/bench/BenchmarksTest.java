package dev.sloconsole.session.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Each benchmark for a moment, so that none rots; how fast anything was is not looked at. */
class BenchmarksTest {

    @Test
    void everyBenchmarkStillRuns() throws Exception {
        assertThat(Benchmarks.report(Effort.SMOKE).lines())
                .anyMatch(line -> line.startsWith("| a fact taken in, folded and published"))
                .anyMatch(line -> line.startsWith("| to open it |"))
                .anyMatch(line -> line.startsWith("| to seek to any moment |"))
                .anyMatch(line -> line.startsWith("| 2,000 | "));
    }
}
