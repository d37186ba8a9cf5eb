package dev.sloconsole.session.fold;

import dev.sloconsole.session.Action;
import dev.sloconsole.session.Fact;
import dev.sloconsole.session.RequestCounts;
import dev.sloconsole.session.SessionEvent;
import dev.sloconsole.session.SessionEvent.ActionFailed;
import dev.sloconsole.session.SessionEvent.ActionRequested;
import dev.sloconsole.session.SessionEvent.BudgetPlanned;
import dev.sloconsole.session.SessionEvent.CheckpointMet;
import dev.sloconsole.session.SessionEvent.ClockJumped;
import dev.sloconsole.session.SessionEvent.CostEstimated;
import dev.sloconsole.session.SessionEvent.DeploymentAccepted;
import dev.sloconsole.session.SessionEvent.ImageProgressed;
import dev.sloconsole.session.SessionEvent.ImagePublished;
import dev.sloconsole.session.SessionEvent.MetricsObserved;
import dev.sloconsole.session.SessionEvent.ObjectiveChanged;
import dev.sloconsole.session.SessionEvent.ObservationLost;
import dev.sloconsole.session.SessionEvent.ObservationRegained;
import dev.sloconsole.session.SessionEvent.PredictionMade;
import dev.sloconsole.session.SessionEvent.ProcessPaused;
import dev.sloconsole.session.SessionEvent.RecordingFailed;
import dev.sloconsole.session.SessionEvent.RecordingResumed;
import dev.sloconsole.session.SessionEvent.SessionEnded;
import dev.sloconsole.session.SessionEvent.SessionStarted;
import dev.sloconsole.session.SessionEvent.StackObserved;
import dev.sloconsole.session.SessionEvent.StepEntered;
import dev.sloconsole.session.SessionEvent.TrafficChanged;
import dev.sloconsole.session.SessionEvent.TrafficCounted;
import dev.sloconsole.session.SessionEvent.WindowClosed;
import dev.sloconsole.session.SessionEvent.WindowingChosen;
import dev.sloconsole.session.SessionState.Info;
import dev.sloconsole.session.TrafficPlan;
import dev.sloconsole.session.Trouble;
import java.time.Duration;
import java.util.Optional;

/**
 * The step from one state to the next. Pure: the same facts in the same order give the same state, in a class and in
 * its replay, on any machine. Figures are not folded but worked out for a moment, by {@code figures}.
 */
public final class Fold {

    /** After so long without a request that could not be sent, this computer keeps up again. */
    private static final Duration KEEPING_UP = Duration.ofSeconds(10);

    private Fold() {}

    public static Folded apply(Folded before, Fact fact) {
        var draft = new Draft(before, fact.at());
        BudgetFold.overdue(draft);
        apply(draft, fact.event());
        draft.outage = draft.outage.after(draft, fact.event());
        return draft.done(fact);
    }

    private static void apply(Draft draft, SessionEvent event) {
        switch (event) {
            case SessionStarted e ->
                draft.info = new Info(
                        e.lessonTitle(),
                        e.source(),
                        e.stackName(),
                        e.objective(),
                        e.window(),
                        e.startedAt(),
                        true,
                        false);
            case StackObserved(var fact) -> StackFold.apply(draft, fact);
            case MetricsObserved(var fact) -> MetricsFold.apply(draft, fact);
            case TrafficChanged e -> {
                draft.traffic = draft.traffic.switchedTo(e.plan());
                draft.lanes.trafficChanged(draft.at, e.plan());
                draft.window = draft.window.expecting(draft.at, e.plan().mode() != TrafficPlan.Mode.OFF);
            }
            case TrafficCounted e -> counted(draft, e.counts());
            case StepEntered e -> LessonFold.entered(draft, e.stepId());
            case CheckpointMet e -> LessonFold.met(draft, e);
            case PredictionMade e -> LessonFold.predicted(draft, e);
            case ActionRequested e -> requested(draft, e);
            case ActionFailed e -> failed(draft, e);
            case DeploymentAccepted e -> draft.ownership = draft.ownership.withCreated(e.stackId());
            case ImageProgressed(var step) -> draft.ownership = draft.ownership.withPublishing(Optional.of(step));
            case ImagePublished e -> draft.ownership = draft.ownership.withPublishing(Optional.empty());
            case CostEstimated e -> draft.ownership = draft.ownership.withCost(e.usdPerHour());
            case ObjectiveChanged e -> BudgetFold.objectiveChanged(draft, e);
            case BudgetPlanned e -> BudgetFold.planned(draft, e);
            case WindowClosed e -> BudgetFold.closed(draft, e);
            case WindowingChosen e -> BudgetFold.windowing(draft, e);
            case ClockJumped e -> {
                draft.wallOffset = draft.wallOffset.plus(e.by());
                draft.window = draft.window.jumped(draft.at, e.by());
            }
            case ProcessPaused e -> draft.window = draft.window.paused(draft.at, e.lasted());
            case ObservationLost(var since) -> BudgetFold.observationLost(draft, since);
            case ObservationRegained() -> BudgetFold.observationRegained(draft);
            case RecordingFailed e -> {
                draft.info = draft.info.recording(false);
                draft.banners = Banners.raise(draft.banners, new Trouble.NotRecorded(e.reason()), draft.at);
            }
            case RecordingResumed e -> {
                draft.info = draft.info.recording(true);
                draft.banners = Banners.raise(
                        Banners.clear(draft.banners, Trouble.NotRecorded.SOURCE),
                        new Trouble.RecordedInParts(e.segment()),
                        draft.at);
            }
            case SessionEnded() -> {
                draft.info = draft.info.closed();
                draft.lanes.endAll(draft.at);
            }
        }
    }

    private static void counted(Draft draft, RequestCounts counts) {
        if (draft.requests.blind()) {
            draft.traffic = draft.traffic.unobserved(counts);
            return;
        }
        draft.requests = draft.requests.with(draft.at, counts);
        draft.traffic = draft.traffic.counted(counts, draft.requests.entries());
        draft.lanes.counted(draft.at, draft.requests);
        if (counts.dropped() > 0) {
            draft.banners = Banners.raise(
                    draft.banners, new Trouble.NotSent(draft.requests.total().dropped()), draft.at);
        } else if (draft.requests.within(KEEPING_UP, draft.at).dropped() == 0) {
            draft.banners = Banners.clear(draft.banners, Trouble.NotSent.SOURCE);
        }
        if (counts.total() > 0) {
            BudgetFold.counted(draft);
        }
    }

    private static void requested(Draft draft, ActionRequested e) {
        draft.banners = Banners.clear(draft.banners, Trouble.Refused.SOURCE);
        switch (e.action()) {
            case KILL, STOP_TASK -> draft.lanes.lost(draft.at, e.action());
            case DELETE, REDEPLOY -> {
                draft.deleting = true;
                OwnershipFold.asked(draft);
            }
            case DEPLOY -> {
                draft.deleting = false;
                OwnershipFold.asked(draft);
            }
            case PUBLISH -> draft.ownership = draft.ownership.withPublishing(Optional.of(""));
            case ADMIT, EXTEND, WAKE_UP, TRAFFIC, START -> {
                // changes nothing by being asked for
            }
        }
    }

    private static void failed(Draft draft, ActionFailed e) {
        draft.banners = Banners.raise(draft.banners, new Trouble.Refused(e.action(), e.message()), draft.at);
        if (e.action() == Action.PUBLISH) {
            draft.ownership = draft.ownership.withPublishing(Optional.empty());
        }
        if (e.action() == Action.DELETE || e.action() == Action.REDEPLOY) {
            draft.deleting = false;
        }
    }
}
