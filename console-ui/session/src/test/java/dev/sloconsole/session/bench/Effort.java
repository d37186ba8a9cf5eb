package dev.sloconsole.session.bench;

import java.time.Duration;

/** How much is measured: the real thing, or just enough to see that each benchmark still runs. */
enum Effort {
    FULL(7_200, 3, 5, 1_000, Duration.ofSeconds(10)),
    SMOKE(120, 1, 1, 20, Duration.ofMillis(200));

    /** How long the recorded class is. */
    final int seconds;

    final int runs;
    final int openings;
    final int seeks;

    /** How long each rate of traffic is sent. */
    final Duration traffic;

    Effort(int seconds, int runs, int openings, int seeks, Duration traffic) {
        this.seconds = seconds;
        this.runs = runs;
        this.openings = openings;
        this.seeks = seeks;
        this.traffic = traffic;
    }
}
