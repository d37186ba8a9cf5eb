package dev.sloconsole.prometheus.bench;

import java.time.Duration;

/** How much is measured: the real thing, or just enough to see that each benchmark still runs. */
enum Effort {
    FULL(8 * 3_600, 5, Duration.ofMillis(1_500)),
    SMOKE(600, 1, Duration.ofMillis(20));

    /** How long the class is that is written. */
    final int seconds;

    final int storeRuns;

    /** How long each of the two is asked each query. */
    final Duration asking;

    Effort(int seconds, int storeRuns, Duration asking) {
        this.seconds = seconds;
        this.storeRuns = storeRuns;
        this.asking = asking;
    }
}
