package dev.sloconsole.session.fold;

import dev.sloconsole.session.RequestCounts;
import dev.sloconsole.session.Ownership;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.SessionState.Discovery;
import dev.sloconsole.session.SessionState.Info;
import dev.sloconsole.session.SessionState.LessonProgress;
import dev.sloconsole.session.SessionState.Metrics;
import dev.sloconsole.session.SessionState.Stack;
import dev.sloconsole.session.SessionState.Step;
import dev.sloconsole.session.SessionState.Traffic;
import dev.sloconsole.session.SloFigures;
import dev.sloconsole.session.Source;
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
 * @param requests every counted second
 * @param wallOffset how far the wall clock has moved against the monotonic one since the session's start
 * @param deleting the instructor asked for the stack's deletion; its tasks stop because of that
 * @param resolverSeen a resolver has answered, so the DNS lane shows what it believes
 */
public record Folded(
        SessionState state,
        RequestLedger requests,
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
                new Stack(Stack.UNKNOWN, Optional.empty(), List.of(), List.of()),
                Ownership.UNKNOWN,
                List.of(),
                new Discovery(List.of(), List.of()),
                new Metrics(false, Optional.empty(), List.of(), List.of(), Optional.empty()),
                new Traffic(TrafficPlan.off(), RequestCounts.NONE, RequestCounts.NONE),
                new LessonProgress(List.copyOf(steps), 0, message),
                SloFigures.none(),
                new Timeline(
                        GrowingList.empty(),
                        GrowingList.empty(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of()),
                List.of(),
                List.of());
        return new Folded(state, RequestLedger.empty(), OutageWatch.none(), Duration.ZERO, false, false);
    }

    /** The wall-clock time of a moment of the session, on the clock that stamps the samples. */
    public Instant wallTime(Duration at) {
        return state.info().startedAt().plus(at).plus(wallOffset);
    }

    /** With a point more in the lane of the server's SLI, which comes from the series and not from the fold. */
    public Folded withServerSli(Duration at, Optional<Double> value) {
        var lanes = new Lanes(state.timeline());
        lanes.serverSli(at, value);
        return with(new SessionState(
                state.sequence(),
                state.at(),
                state.info(),
                state.stack(),
                state.ownership(),
                state.tasks(),
                state.discovery(),
                state.metrics(),
                state.traffic(),
                state.lesson(),
                state.figures(),
                lanes.timeline(),
                state.banners(),
                state.outages()));
    }

    /** With another progress of the lesson, for what is measured beside the fold. */
    public Folded withLesson(LessonProgress lesson) {
        return with(new SessionState(
                state.sequence(),
                state.at(),
                state.info(),
                state.stack(),
                state.ownership(),
                state.tasks(),
                state.discovery(),
                state.metrics(),
                state.traffic(),
                lesson,
                state.figures(),
                state.timeline(),
                state.banners(),
                state.outages()));
    }

    /** The state as of a moment not before its latest fact, with the figures of that moment. */
    public SessionState asOf(Duration at, SloFigures figures) {
        return new SessionState(
                state.sequence(),
                at,
                state.info(),
                state.stack(),
                state.ownership(),
                state.tasks(),
                state.discovery(),
                state.metrics(),
                state.traffic(),
                state.lesson(),
                figures,
                state.timeline(),
                state.banners(),
                state.outages());
    }

    /** The same with another objective and window; the figures are still to be worked out. */
    public Folded withObjective(double objective, Duration window) {
        return with(new SessionState(
                state.sequence(),
                state.at(),
                state.info().withObjective(objective, window),
                state.stack(),
                state.ownership(),
                state.tasks(),
                state.discovery(),
                state.metrics(),
                state.traffic(),
                state.lesson(),
                state.figures(),
                state.timeline(),
                state.banners(),
                state.outages()));
    }

    private Folded with(SessionState newState) {
        return new Folded(newState, requests, outage, wallOffset, deleting, resolverSeen);
    }
}
