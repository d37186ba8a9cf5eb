package dev.sloconsole.desktop.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sloconsole.prometheus.watch.MetricFact.ScrapedSample;
import dev.sloconsole.session.Fact;
import dev.sloconsole.session.RequestCounts;
import dev.sloconsole.session.SessionEvent;
import dev.sloconsole.session.SessionEvent.TrafficChanged;
import dev.sloconsole.session.SessionEvent.TrafficCounted;
import dev.sloconsole.session.TrafficPlan;
import dev.sloconsole.session.TrafficPlan.Mode;
import dev.sloconsole.view.fixture.Taught;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ConsoleMetricsTest {

    private final List<List<ScrapedSample>> written = new CopyOnWriteArrayList<>();
    private final AtomicBoolean there = new AtomicBoolean(true);
    private final AtomicLong millis = new AtomicLong(1_000_000);

    private ConsoleMetrics metrics() {
        return new ConsoleMetrics(Taught.failing()::state, written::add, there::get, millis::get);
    }

    private static Fact fact(SessionEvent event) {
        return new Fact(1, Duration.ZERO, event);
    }

    private static Fact second() {
        return fact(new TrafficCounted(new RequestCounts(20, 0, 0, 0, 0, 0)));
    }

    private static double value(List<ScrapedSample> samples, String series) {
        return samples.stream()
                .filter(s -> s.labels().toString().equals(series))
                .findFirst()
                .orElseThrow()
                .value();
    }

    @Test
    void aCountedSecondIsWrittenAtOnceWithTheSlo() {
        try (var metrics = metrics()) {
            metrics.observe(second());

            var samples = written.getFirst();
            assertThat(value(samples, "slo_objective{job=\"slo-console\"}")).isEqualTo(0.99);
            assertThat(value(samples, "slo_window_seconds{job=\"slo-console\"}"))
                    .isEqualTo(1_800);
            assertThat(value(samples, "slo_plan_requests_per_second{job=\"slo-console\"}"))
                    .isEqualTo(20);
            assertThat(value(samples, "slo_window_requests_expected{job=\"slo-console\"}"))
                    .isEqualTo(36_000);
            assertThat(value(samples, "slo_window_requests{job=\"slo-console\", outcome=\"5xx\"}"))
                    .isEqualTo(120);
            assertThat(value(samples, "slo_window_observed_ratio{job=\"slo-console\"}"))
                    .isEqualTo(1);
            assertThat(value(samples, "slo_window_start_timestamp_seconds{job=\"slo-console\"}"))
                    .as("620 s before")
                    .isEqualTo(380);
            assertThat(value(samples, "client_requests_total{job=\"slo-console\", outcome=\"dropped\"}"))
                    .isZero();
            assertThat(samples).allSatisfy(s -> assertThat(s.timestampMillis()).isEqualTo(1_000_000));
        }
    }

    @Test
    void timesOfOneSeriesNeverGoBack() {
        try (var metrics = metrics()) {
            metrics.observe(second());
            millis.addAndGet(-5_000);
            metrics.observe(second());
        }
        assertThat(written.get(1))
                .allSatisfy(s -> assertThat(s.timestampMillis()).isEqualTo(1_000_001));
    }

    @Test
    void theLatestEventOfAKindIsWrittenWithItsTime() {
        try (var metrics = metrics()) {
            metrics.observe(fact(new TrafficChanged(TrafficPlan.off().with(Mode.NORMAL))));
            millis.addAndGet(2_500);
            metrics.observe(fact(new TrafficChanged(TrafficPlan.off().with(Mode.BURST))));
            millis.addAndGet(2_500);
            metrics.observe(second());
        }
        assertThat(written.getFirst())
                .filteredOn(s -> s.labels().get("__name__").equals("lesson_event_timestamp_seconds"))
                .singleElement()
                .satisfies(s -> {
                    assertThat(s.labels().get("kind")).isEqualTo("traffic");
                    assertThat(s.labels().get("detail")).isEqualTo("burst");
                    assertThat(s.value()).isEqualTo(1_002.5);
                });
    }

    @Test
    void withoutAPrometheusNothingIsKeptForTheNext() {
        there.set(false);
        try (var metrics = metrics()) {
            metrics.observe(second());
        }
        assertThat(written).isEmpty();
    }

    @Test
    void theSloIsWrittenAlsoWhileNobodyComes() {
        try (var metrics = metrics()) {
            metrics.start();
            await().until(() -> {
                millis.addAndGet(1_000);
                return written.size() >= 2;
            });
        }
        assertThat(value(written.getLast(), "slo_objective{job=\"slo-console\"}"))
                .isEqualTo(0.99);
    }
}
