package dev.sloconsole.session.traffic;

import java.time.Duration;
import org.HdrHistogram.ConcurrentHistogram;

/** Durations from many threads, to three digits, up to a minute. */
final class Recorder {

    private static final long MAX_MICROS = Duration.ofMinutes(1).toNanos() / 1_000;

    private final ConcurrentHistogram micros = new ConcurrentHistogram(MAX_MICROS, 3);

    void record(long nanos) {
        micros.recordValue(Math.clamp(nanos / 1_000, 0, MAX_MICROS));
    }

    Latency latency() {
        return new Latency(micros.getTotalCount(), percentile(50), percentile(99), micros(micros.getMaxValue()));
    }

    private Duration percentile(double percentile) {
        return micros(micros.getValueAtPercentile(percentile));
    }

    private static Duration micros(long micros) {
        return Duration.ofNanos(micros * 1_000);
    }
}
