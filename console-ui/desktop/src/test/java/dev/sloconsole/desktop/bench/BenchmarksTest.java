package dev.sloconsole.desktop.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.desktop.bench.Benchmarks.Effort;
import org.junit.jupiter.api.Test;

/** Each benchmark for a moment, so that none rots; how fast anything was is not looked at. */
class BenchmarksTest {

    @Test
    void everyBenchmarkStillRuns() throws Exception {
        assertThat(Benchmarks.report(Effort.SMOKE))
                .anyMatch(line -> line.startsWith("| from frame to frame, ten states a second |"))
                .anyMatch(line -> line.startsWith("| from the address to all panels drawn, 1 times |"))
                .anyMatch(line -> line.startsWith("| a refresh of all panels, 3 times |"))
                .anyMatch(line -> line.startsWith("Resident memory of this process"));
    }
}
