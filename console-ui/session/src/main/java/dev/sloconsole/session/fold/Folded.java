package dev.sloconsole.session.fold;

import dev.sloconsole.session.Discovery;
import dev.sloconsole.session.LessonStack;
import dev.sloconsole.session.Metrics;
import dev.sloconsole.session.Ownership;
import dev.sloconsole.session.RequestCounts;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.SessionState.Info;
import dev.sloconsole.session.SessionState.LessonProgress;
import dev.sloconsole.session.SessionState.Step;
import dev.sloconsole.session.SessionState.Traffic;
import dev.sloconsole.session.SloFigures;
import dev.sloconsole.session.Source;
import dev.sloconsole.session.Stack;
import dev.sloconsole.session.Tasks;
import dev.sloconsole.session.Timeline;
import dev.sloconsole.session.TrafficPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that the fold keeps: the state that the screen draws, and what it needs beside it to fold the next fact.
 *
 * @param state with figures still to be worked out, see {@code figures}
 * @param requests every counted second of the present act
 * @param window of the SLO, and its plan
 * @param wallOffset how far the wall clock has moved against the monotonic one since the session's start
 * @param deleting the instructor asked for the stack's deletion; its tasks stop because of that
 * @param resolverSeen a resolver has answered, so the DNS lane shows what it believes
 */
public record Folded(
        SessionState state,
        RequestLedger requests,
        BudgetWindow window,
        OutageWatch outage,
        Duration wallOffset,
        boolean deleting,
        boolean resolverSeen) {

    /** Before the first fact of a lesson without a message. */
    public static Folded initial(List<Step> steps) {
        return initial("", steps);
    }

    /** Before the first fact. */
    public static Folded initial(String message, List<Step> steps) {
        var info = new Info("", Source.LOCAL, "", 0.99, Duration.ofMinutes(30), Instant.EPOCH, false, false);
        var state = new SessionState(
                0,
                Duration.ZERO,
                info,
                Duration.ZERO,
                Stack.unknown(),
                Ownership.UNKNOWN,
                Tasks.of(),
                Discovery.none(),
                Metrics.none(),
                new Traffic(TrafficPlan.off(), RequestCounts.NONE, RequestCounts.NONE),
                new LessonProgress(List.copyOf(steps), 0, message),
                SloFigures.none(),
                Timeline.empty(),
                List.of(),
                List.of());
        return new Folded(
                state, RequestLedger.empty(), BudgetWindow.none(), OutageWatch.none(), Duration.ZERO, false, false);
    }

    /** The wall-clock time of a moment of the session, on the clock that stamps the samples. */
    public Instant wallTime(Duration at) {
        return state.info().startedAt().plus(at).plus(wallOffset);
    }

    /** With a point more in the lane of the server's SLI, which comes from the series and not from the fold. */
    public Folded withServerSli(Duration at, Optional<Double> value) {
        var lanes = new Lanes(state.timeline());
        lanes.serverSli(at, value);
        return with(state.next().timeline(lanes.timeline()));
    }

    /** With another progress of the lesson, for what is measured beside the fold. */
    public Folded withLesson(LessonProgress lesson) {
        return with(state.next().lesson(lesson));
    }

    /** The state as of a moment not before its latest fact, with the figures of that moment. */
    public SessionState asOf(Duration at, SloFigures figures) {
        return state.next().asOf(at, figures).state();
    }

    /** The same as of a moment with another objective and window; the figures are still to be worked out. */
    public Folded withObjective(Duration at, double objective, Duration length) {
        var other = window.objectiveChanged(at, length, terms());
        var info = state.info().withObjective(objective, length);
        return new Folded(state.next().info(info).state(), requests, other, outage, wallOffset, deleting, resolverSeen);
    }

    /** Since when the stack's Prometheus has its history, where it began only after the act's first request. */
    public Optional<Duration> prometheusKnowsSince() {
        return window.firstRequest()
                .flatMap(first -> state.tasks().stream()
                        .filter(task -> task.service().equals(LessonStack.OBSERVABILITY_SERVICE))
                        .flatMap(task -> task.runningAt().stream())
                        .filter(running -> running.compareTo(first) > 0)
                        .reduce((earlier, later) -> later));
    }

    /** What the budget is judged by. */
    public BudgetWindow.Terms terms() {
        return window.terms(state.info(), state.traffic().plan().ratePerSecond());
    }

    private Folded with(SessionState.Next changed) {
        return new Folded(changed.state(), requests, window, outage, wallOffset, deleting, resolverSeen);
    }
}
