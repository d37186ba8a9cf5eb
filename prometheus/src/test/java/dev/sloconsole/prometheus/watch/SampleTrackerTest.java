package dev.sloconsole.prometheus.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.prometheus.series.Labels;
import dev.sloconsole.prometheus.series.Series;
import dev.sloconsole.prometheus.series.StaleMarker;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleTrackerTest {

    private static final Labels UP = Labels.of(Labels.NAME, "up", "job", "sre-app");
    private static final Labels REQUESTS = Labels.of(Labels.NAME, "http_requests_total", "job", "sre-app");
    private static final Labels RECORDED = Labels.of(Labels.NAME, "slo:up:sum");

    private final SampleTracker tracker = new SampleTracker();

    private static Series series(Labels labels, double... timesAndValues) {
        var times = new long[timesAndValues.length / 2];
        var values = new double[timesAndValues.length / 2];
        for (int i = 0; i < times.length; i++) {
            times[i] = (long) timesAndValues[2 * i];
            values[i] = timesAndValues[2 * i + 1];
        }
        return new Series(labels, times, values);
    }

    @Test
    void aScrapeThatFailsBetweenTwoQuestionsEndsItsSeriesAtItsOwnTime() {
        tracker.advance(List.of(series(UP, 1_000, 1), series(REQUESTS, 1_000, 5)));

        assertThat(tracker.endAllBut(List.of(UP)))
                .as("gone since the window was read")
                .isEmpty();

        assertThat(tracker.advance(List.of(series(UP, 1_000, 1, 2_000, 0), series(REQUESTS, 1_000, 5))))
                .filteredOn(sample -> StaleMarker.isStale(sample.value()))
                .singleElement()
                .satisfies(ended -> {
                    assertThat(ended.labels()).isEqualTo(REQUESTS);
                    assertThat(ended.timestampMillis()).isEqualTo(2_000);
                });
    }

    @Test
    void whatARuleRecordedAndATargetThatIsGoneEndWhenTheirNextSampleWasDue() {
        tracker.advance(List.of(
                series(UP, 1_000, 1, 2_000, 1),
                series(REQUESTS, 1_000, 5, 2_000, 6),
                series(RECORDED, 500, 1, 1_500, 1)));

        assertThat(tracker.endAllBut(List.of(UP, REQUESTS)))
                .singleElement()
                .satisfies(ended -> assertThat(ended.timestampMillis()).isEqualTo(2_500));
        assertThat(tracker.endAllBut(List.of()))
                .hasSize(2)
                .allSatisfy(ended -> assertThat(ended.timestampMillis()).isEqualTo(3_000));
    }
}
