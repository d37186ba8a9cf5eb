package dev.sloconsole.desktop.screen;

import dev.sloconsole.desktop.screen.control.ConfirmPane;
import dev.sloconsole.session.Action;
import dev.sloconsole.session.Commands;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.StepButton;
import dev.sloconsole.session.TrafficPlan;
import dev.sloconsole.view.header.HeaderModel;
import dev.sloconsole.view.stack.StackFailure;
import java.util.List;

/** What buttons stand for: a command, or a question before it. */
final class Errands {

    private final Commands commands;
    private final ConfirmPane confirm;
    private String stackName = "";
    private List<HeaderModel.Stop> stops = List.of();
    private TrafficPlan plan = TrafficPlan.off();

    Errands(Commands commands, ConfirmPane confirm) {
        this.commands = commands;
        this.confirm = confirm;
    }

    /** What there is to act on from now on. */
    void know(SessionState latest, HeaderModel header) {
        stackName = latest.info().stackName();
        stops = header.stops();
        plan = header.plan();
    }

    /** Does what a step's button says. */
    void act(StepButton button) {
        switch (button.action()) {
            case PUBLISH -> commands.publish();
            case DEPLOY -> commands.deploy();
            case DELETE -> askToDelete();
            case REDEPLOY -> commands.deleteAndDeployAgain();
            case KILL -> commands.kill();
            case STOP_TASK ->
                stops.stream().findFirst().map(HeaderModel.Stop::taskId).ifPresent(commands::stopTask);
            case TRAFFIC -> button.mode().ifPresent(mode -> commands.traffic(plan.with(mode)));
            case ADMIT, EXTEND, WAKE_UP -> beside(button.action());
            case START -> {
                // nothing that a button does
            }
        }
    }

    /** Asks for what is no part of a lesson: address, auto-stop, sleep. */
    void beside(Action errand) {
        switch (errand) {
            case ADMIT -> commands.admitMyAddress();
            case EXTEND -> commands.extend();
            case WAKE_UP -> commands.wakeUp();
            case PUBLISH, DEPLOY, DELETE, REDEPLOY, KILL, STOP_TASK, TRAFFIC, START ->
                throw new IllegalArgumentException(errand + " is a part of the lesson.");
        }
    }

    void leadOut(StackFailure.Way way) {
        switch (way) {
            case DELETE_AND_DEPLOY_AGAIN -> commands.deleteAndDeployAgain();
            case DELETE_AGAIN -> askToDelete();
        }
    }

    void askToDelete() {
        confirm.ask(
                "Delete the stack " + stackName + "?",
                "Its tasks stop, its records go, and the dashboard with them. The recording of this class stays.",
                "Delete the stack",
                commands::delete);
    }

    void askToStop(HeaderModel.Stop stop) {
        confirm.ask(
                stop.label() + "?",
                "ECS ends the task in order and starts another, as in a deployment. Users may be refused meanwhile.",
                "Stop the task",
                () -> commands.stopTask(stop.taskId()));
    }

    /** The same for a task that is named by its id. */
    void askToStop(String taskId) {
        stops.stream().filter(stop -> stop.taskId().equals(taskId)).findFirst().ifPresent(this::askToStop);
    }
}
