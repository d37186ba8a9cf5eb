package dev.sloconsole.view.header;

import dev.sloconsole.session.Action;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.SessionState.Banner;
import dev.sloconsole.session.SessionState.Info;
import dev.sloconsole.session.Source;
import dev.sloconsole.session.Task;
import dev.sloconsole.session.TrafficPlan;
import dev.sloconsole.session.Trouble;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.TroubleWords;
import dev.sloconsole.view.Written;
import dev.sloconsole.view.stack.StackPhase;
import dev.sloconsole.view.stack.StackProgress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the top line says and allows.
 *
 * @param status of the stack, in CloudFormation's words, or that there is none, or that nobody knows yet
 * @param phase of the stack
 * @param victim the task that a kill would hit, as it is written; empty where there is none
 * @param stops the tasks that could be stopped through ECS
 * @param recording such as {@code REC 00:21:34}
 * @param unread why CloudFormation cannot be read, where it was never read and that is known
 */
public record HeaderModel(
        Source badge,
        String stackName,
        String status,
        StackPhase phase,
        boolean ended,
        TrafficPlan plan,
        boolean trafficAllowed,
        boolean canDeploy,
        boolean canDelete,
        boolean canKill,
        String victim,
        List<Stop> stops,
        String recording,
        Tone recordingTone,
        Optional<String> unread) {

    /** Why an action cannot be done now, and what would change that; for a control that is disabled. */
    public String whyNot(Action action) {
        if (badge == Source.REPLAY) {
            return "This is a recording: what happened is done.";
        }
        if (ended) {
            return "The session has ended.";
        }
        return switch (action) {
            case PUBLISH -> "The image is being built and pushed.";
            case DEPLOY ->
                switch (phase) {
                    case UNKNOWN -> waitingToDeploy();
                    case NONE -> "";
                    case RISING -> "CloudFormation is at work on the stack " + stackName + ".";
                    case FALLING -> "The stack " + stackName + " is being deleted. Deploy waits until it is gone.";
                    case UP -> "The stack " + stackName + " stands. To deploy it anew, delete it first.";
                    case FAILED ->
                        "What is left of the stack " + stackName + " keeps its name (" + status + "). Delete it first.";
                };
            case DELETE ->
                phase == StackPhase.UNKNOWN
                        ? "Whether there is a stack to delete is not known yet."
                        : "There is no stack to delete.";
            case KILL ->
                phase == StackPhase.UP
                        ? "No task of the app is running. ECS is starting one, or cannot."
                        : "There is no task to kill before the stack is deployed.";
            case STOP_TASK -> "No task is running.";
            case TRAFFIC -> "There is nobody to answer before the stack is deployed.";
            case REDEPLOY, ADMIT, EXTEND, WAKE_UP, START -> "";
        };
    }

    private String waitingToDeploy() {
        return unread.map(why -> "Deploy waits until the account can be read. " + why)
                .orElse("Deploy waits until the account is read: the stack " + stackName + " may be there already.");
    }

    /** A task that could be stopped. */
    public record Stop(String taskId, String label) {}

    /**
     * The top line of a state.
     *
     * @param usualRate requests a second to begin with, as long as nobody has chosen any in this class
     */
    public static HeaderModel from(SessionState state, Duration now, Source badge, Optional<Integer> usualRate) {
        var phase = StackPhase.of(state.stack());
        boolean live = badge != Source.REPLAY && !state.info().ended();
        var running = state.tasks().stream().filter(Task::running).toList();
        var status = switch (phase) {
            case UNKNOWN -> badge == Source.REPLAY ? "unknown" : "asking the cloud…";
            case NONE -> "not deployed";
            case RISING, FALLING -> StackProgress.words(state.stack().status());
            case UP, FAILED -> state.stack().status();
        };
        return new HeaderModel(
                badge,
                state.info().stackName(),
                status,
                phase,
                state.info().ended(),
                plan(state.traffic().plan(), live ? usualRate : Optional.empty()),
                live && phase == StackPhase.UP,
                live && phase == StackPhase.NONE,
                live && (phase == StackPhase.UP || phase == StackPhase.FAILED || phase == StackPhase.RISING),
                live && state.tasks().runningApp().isPresent(),
                state.tasks()
                        .runningApp()
                        .map(task -> Written.shortTask(task.taskId()))
                        .orElse(""),
                live
                        ? running.stream()
                                .map(t -> new Stop(
                                        t.taskId(),
                                        "Stop " + Written.shortTask(t.taskId()) + " (" + t.service() + ") through ECS"))
                                .toList()
                        : List.of(),
                recording(state, now, badge),
                recordingTone(state.info(), badge),
                unread(state));
    }

    private static TrafficPlan plan(TrafficPlan plan, Optional<Integer> usualRate) {
        return plan.equals(TrafficPlan.off())
                ? new TrafficPlan(plan.mode(), usualRate.orElse(plan.ratePerSecond()), plan.failurePercent())
                : plan;
    }

    /** What stands between the console and the account, while nothing was read of it. */
    private static Optional<String> unread(SessionState state) {
        return state.banners().stream()
                .filter(banner -> state.stack().unread())
                .map(Banner::trouble)
                .filter(trouble -> trouble.source().equals("cloudformation")
                        || (trouble instanceof Trouble.Refused(var action, var reason) && action == Action.START))
                .map(TroubleWords::message)
                .findFirst();
    }

    private static Tone recordingTone(Info info, Source badge) {
        if (badge == Source.REPLAY) {
            return Tone.INFO;
        }
        return info.ended() ? Tone.MUTED : info.recording() ? Tone.BAD : Tone.WARN;
    }

    private static String recording(SessionState state, Duration now, Source badge) {
        if (badge == Source.REPLAY) {
            return "REPLAY " + Written.clock(now);
        }
        if (state.info().ended()) {
            return "ENDED " + Written.clock(now);
        }
        return (state.info().recording() ? "REC " : "NOT RECORDED ") + Written.clock(now);
    }
}
