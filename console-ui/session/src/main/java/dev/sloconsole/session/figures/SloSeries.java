package dev.sloconsole.session.figures;

import dev.sloconsole.prometheus.series.Labels;
import dev.sloconsole.prometheus.watch.MetricFact.ScrapedSample;
import dev.sloconsole.session.ErrorBudget;
import dev.sloconsole.session.ErrorBudget.Standing;
import dev.sloconsole.session.RequestCounts;
import dev.sloconsole.session.SessionState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What the stack's Prometheus is told of the users and of the SLO, as samples of one moment: the counters of what users
 * got, and the gauges by which its rules judge. What is not known yet is left out, never 0.
 */
public final class SloSeries {

    private static final String JOB = "slo-console";

    private final long millis;
    private final Duration at;
    private final List<ScrapedSample> samples = new ArrayList<>();

    private SloSeries(long millis, Duration at) {
        this.millis = millis;
        this.at = at;
    }

    /** The samples of a state, stamped by the wall clock. */
    public static List<ScrapedSample> of(SessionState state, long millis) {
        var series = new SloSeries(millis, state.at());
        series.outcomes("client_requests_total", state.traffic().total());
        series.gauge("slo_objective", state.info().objective());
        series.gauge("slo_window_seconds", seconds(state.info().window()));
        state.figures().budget().ifPresent(series::budget);
        state.figures().firstRequest().ifPresent(first -> series.time("slo_first_request_timestamp_seconds", first));
        return List.copyOf(series.samples);
    }

    private void budget(ErrorBudget budget) {
        gauge("slo_plan_requests_per_second", budget.plannedPerSecond());
        gauge("slo_window_requests_expected", budget.expected().doubleValue());
        gauge("slo_window_exhausted_in_seconds", exhaustedIn(budget));
        outcomes("slo_window_requests", budget.counted());
        budget.from().ifPresent(from -> time("slo_window_start_timestamp_seconds", from));
        if (budget.standing() != Standing.NOT_BEGUN) {
            gauge("slo_window_observed_ratio", budget.standing() == Standing.PAUSED ? 0 : budget.observed());
        }
    }

    /** At the pace of the latest seconds: 0 where nothing is left, infinite where the budget outlasts its window. */
    private static double exhaustedIn(ErrorBudget budget) {
        return budget.spent() ? 0 : budget.exhaustedIn().map(SloSeries::seconds).orElse(Double.POSITIVE_INFINITY);
    }

    private void outcomes(String name, RequestCounts counts) {
        outcome(name, "2xx", counts.ok());
        outcome(name, "4xx", counts.clientError());
        outcome(name, "5xx", counts.serverError());
        outcome(name, "timeout", counts.timeout());
        outcome(name, "refused", counts.refused());
        outcome(name, "dropped", counts.dropped());
    }

    private void outcome(String name, String outcome, long count) {
        samples.add(new ScrapedSample(Labels.of(Labels.NAME, name, "job", JOB, "outcome", outcome), millis, count));
    }

    private void gauge(String name, double value) {
        samples.add(new ScrapedSample(Labels.of(Labels.NAME, name, "job", JOB), millis, value));
    }

    /** A moment of the session by the clock that stamps the samples. */
    private void time(String name, Duration moment) {
        gauge(name, millis / 1_000.0 - seconds(at.minus(moment)));
    }

    /** When an event was, for the dashboard to mark it. */
    public static ScrapedSample event(String kind, String detail, long happenedMillis, long millis) {
        var labels =
                Labels.of(Labels.NAME, "lesson_event_timestamp_seconds", "job", JOB, "kind", kind, "detail", detail);
        return new ScrapedSample(labels, millis, happenedMillis / 1_000.0);
    }

    private static double seconds(Duration d) {
        return d.toMillis() / 1_000.0;
    }
}
