package dev.sloconsole.prometheus.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Each benchmark for a moment, so that none rots; how fast anything was is not looked at. */
class BenchmarksTest {

    @Test
    void everyBenchmarkStillRuns() throws Exception {
        var report = Benchmarks.report(Effort.SMOKE);

        for (var query : QueryLatency.QUERIES.keySet()) {
            for (var range : QueryLatency.RANGES) {
                assertThat(report).anyMatch(line -> line.startsWith("| " + query + " | " + range + " | "));
            }
        }
        assertThat(report)
                .anyMatch(line -> line.startsWith("1,000 series, "))
                .anyMatch(line -> line.startsWith("| embedded | "))
                .anyMatch(line -> line.startsWith("Resident memory of embedded after loading: "));
    }
}
