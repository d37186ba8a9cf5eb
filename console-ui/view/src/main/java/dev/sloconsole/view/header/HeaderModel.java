package dev.sloconsole.view.header;

import dev.sloconsole.session.Action;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.Source;
import dev.sloconsole.session.Task;
import dev.sloconsole.session.TrafficPlan;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.Written;
import dev.sloconsole.view.stack.StackPhase;
import java.time.Duration;
import java.util.List;

/**
 * What the top line says and allows.
 *
 * @param status of the stack, in CloudFormation's words
 * @param phase of the stack
 * @param victim the task that a kill would hit, as it is written; empty where there is none
 * @param stops the tasks that could be stopped through ECS
 * @param recording such as {@code REC 00:21:34}
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
        Tone recordingTone) {

    /** Why an action cannot be done now, and what would change that; for a control that is disabled. */
    public String whyNot(Action action) {
        if (badge == Source.REPLAY) {
            return "This is a recording: what happened is done.";
        }
        if (ended) {
            return "The session has ended.";
        }
        return switch (action) {
            case DEPLOY -> "The stack " + stackName + " is there already (" + status + "). Delete it first.";
            case DELETE -> "There is no stack to delete.";
            case KILL ->
                phase == StackPhase.UP
                        ? "No task of the app is running. ECS is starting one, or cannot."
                        : "There is no task to kill before the stack is deployed.";
            case STOP_TASK -> "No task is running.";
            case TRAFFIC -> "There is nobody to answer before the stack is deployed.";
            case REDEPLOY, ADMIT, EXTEND, WAKE_UP, START -> "";
        };
    }

    /** A task that could be stopped. */
    public record Stop(String taskId, String label) {}

    public static HeaderModel from(SessionState state, Duration now, Source badge) {
        var phase = StackPhase.of(state.stack());
        boolean live = badge != Source.REPLAY && !state.info().ended();
        var running = state.tasks().stream().filter(Task::running).toList();
        var status = phase == StackPhase.NONE ? "not deployed" : state.stack().status();
        return new HeaderModel(
                badge,
                state.info().stackName(),
                status,
                phase,
                state.info().ended(),
                state.traffic().plan(),
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
                badge == Source.REPLAY ? Tone.INFO : state.info().recording() ? Tone.BAD : Tone.WARN);
    }

    private static String recording(SessionState state, Duration now, Source badge) {
        if (badge == Source.REPLAY) {
            return "REPLAY " + Written.clock(now);
        }
        return (state.info().recording() ? "REC " : "NOT RECORDED ") + Written.clock(now);
    }
}
