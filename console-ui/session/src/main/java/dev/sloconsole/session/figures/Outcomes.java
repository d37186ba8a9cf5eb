package dev.sloconsole.session.figures;

import dev.sloconsole.prometheus.series.SeriesReader;
import dev.sloconsole.prometheus.watch.MetricFact.SamplesScraped;
import dev.sloconsole.session.BurnRate;
import dev.sloconsole.session.Fact;
import dev.sloconsole.session.Hop;
import dev.sloconsole.session.Prediction;
import dev.sloconsole.session.Prediction.Measure;
import dev.sloconsole.session.Prediction.Measurement;
import dev.sloconsole.session.SessionEvent;
import dev.sloconsole.session.SessionEvent.ActionFailed;
import dev.sloconsole.session.SessionEvent.ActionRequested;
import dev.sloconsole.session.SessionEvent.MetricsObserved;
import dev.sloconsole.session.SessionEvent.SessionEnded;
import dev.sloconsole.session.SessionEvent.StepEntered;
import dev.sloconsole.session.SessionEvent.TrafficChanged;
import dev.sloconsole.session.SessionEvent.TrafficCounted;
import dev.sloconsole.session.SessionState.Step;
import dev.sloconsole.session.SloFigures;
import dev.sloconsole.session.fold.Folded;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What came of the predictions, fact by fact. Measuring begins with the step's button, or with its entering where it
 * has none or its traffic flows already, and ends when the class goes to another step, or the outcome cannot change
 * any more. A step that was left before its button was pressed waits for the class to come back.
 */
final class Outcomes {

    private final Folded folded;
    private final Duration at;
    private final Supplier<SeriesReader> series;

    private Outcomes(Folded folded, Duration at, Supplier<SeriesReader> series) {
        this.folded = folded;
        this.at = at;
        this.series = series;
    }

    /** The folded state, which holds the fact already, with its outcomes brought up to the fact. */
    static Folded after(Folded folded, Fact fact, Supplier<SeriesReader> series) {
        var result = folded;
        var current = folded.state().lesson().currentStep().id();
        for (Step step : folded.state().lesson().steps()) {
            var prediction = step.prediction().filter(p -> !p.settled());
            if (prediction.isPresent()) {
                var outcomes = new Outcomes(folded, fact.at(), series);
                var changed = outcomes.after(step, step.id().equals(current), prediction.get(), fact.event());
                if (!changed.equals(prediction.get())) {
                    result = result.withLesson(result.state().lesson().with(step.with(changed)));
                }
            }
        }
        return result;
    }

    private Prediction after(Step step, boolean current, Prediction p, SessionEvent event) {
        if (p.measured().isEmpty()) {
            boolean begins = current && step.enteredAt().isPresent() && begins(step, event);
            return begins ? p.with(Optional.of(new Measurement(at, Optional.empty(), Optional.empty()))) : p;
        }
        var measured = p.measured().get();
        if (!current || event instanceof SessionEnded) {
            return p.with(Optional.of(measured.settled(at)));
        }
        if (p.of() == Measure.SERVED_AGAIN) {
            return servedAgain(p, measured, event);
        }
        return observed(p.of(), event)
                .map(value -> p.with(Optional.of(measured.and(value, p.of()))))
                .orElse(p);
    }

    private boolean begins(Step step, SessionEvent event) {
        if (step.button().isEmpty()) {
            return event instanceof StepEntered;
        }
        var button = step.button().get();
        return switch (event) {
            case ActionRequested requested -> requested.action() == button.action();
            case TrafficChanged changed -> button.sends(changed.plan().mode());
            case StepEntered entered ->
                button.sends(folded.state().traffic().plan().mode());
            default -> false;
        };
    }

    /** A kill that was refused, so that nothing was lost, can be tried again. */
    private Prediction servedAgain(Prediction p, Measurement measured, SessionEvent event) {
        var outage = folded.state().outages().stream()
                .filter(o -> o.startedAt().compareTo(measured.from()) >= 0)
                .findFirst();
        if (outage.isEmpty()) {
            return event instanceof ActionFailed ? p.with(Optional.empty()) : p;
        }
        return outage.get()
                .after(Hop.SERVED_AGAIN)
                .map(after -> p.with(Optional.of(
                        measured.and(after.toMillis() / 1_000.0, p.of()).settled(at))))
                .orElse(p);
    }

    private Optional<Double> observed(Measure of, SessionEvent event) {
        return switch (event) {
            case TrafficCounted counted -> ofUsers(of);
            case MetricsObserved(SamplesScraped scraped)
            when of == Measure.SERVER_SLI ->
                ServerFigures.sli(series.get(), folded.wallTime(at)).map(sli -> percent(sli.value()));
            default -> Optional.empty();
        };
    }

    private Optional<Double> ofUsers(Measure of) {
        var users = UserFigures.of(folded);
        var counted = folded.window().from().isPresent();
        return switch (of) {
            case SLI -> users.sli(SloFigures.SLI_RANGE, at).map(sli -> percent(sli.value()));
            case BUDGET ->
                Figures.budget(folded, at)
                        .filter(budget -> counted)
                        .map(budget -> percent(budget.share().doubleValue()));
            case BURN_RATE ->
                Figures.budget(folded, at)
                        .flatMap(budget -> users.burnRate(SloFigures.BURN_RANGE, at))
                        .map(BurnRate::value);
            case SERVER_SLI, SERVED_AGAIN -> Optional.empty();
        };
    }

    /** Without the digits that a ratio gets by being multiplied: 91.2, not 91.20000000000001. */
    private static double percent(double ratio) {
        return Math.round(ratio * 1e12) / 1e10;
    }
}
