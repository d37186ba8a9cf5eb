package dev.sloconsole.view.wall;

import dev.sloconsole.session.Prediction;
import dev.sloconsole.session.Scene;
import dev.sloconsole.session.SessionState.Step;
import dev.sloconsole.session.TrafficPlan.Mode;
import dev.sloconsole.view.stack.StackPhase;

/** Which scene the class sees: what happens to the stack first, then what the lesson chose, else what the action calls for. */
final class Scenes {

    private Scenes() {}

    static Scene of(Moment moment) {
        if (moment.lookingBack()) {
            return Scene.OUTCOME;
        }
        var chosen = chosen(moment.step());
        if (moment.phase().moving() || moment.phase() == StackPhase.FAILED) {
            return Scene.DEPLOY;
        }
        if (moment.outageLasts()) {
            return Scene.DISCOVERY;
        }
        if (asks(moment.step())) {
            return Scene.QUESTION;
        }
        if (moment.state().info().ended()) {
            return Scene.OUTCOME;
        }
        if (chosen != Scene.TEXT && gone(moment)) {
            return Scene.OUTCOME;
        }
        return chosen == Scene.DEPLOY ? withoutDeployment(moment) : chosen;
    }

    /** Whether there was a stack that users asked, of which nothing is left to be looked at. */
    private static boolean gone(Moment moment) {
        return moment.state().stack().deleted()
                && moment.state().traffic().total().total() > 0;
    }

    /** Before a deployment there is the step's text, after it what was made. */
    private static Scene withoutDeployment(Moment moment) {
        return moment.phase() == StackPhase.UP ? Scene.ARCHITECTURE : Scene.TEXT;
    }

    /** Whether the class is asked, and has not pressed the button yet. */
    private static boolean asks(Step step) {
        return step.prediction().filter(p -> p.measured().isEmpty()).isPresent()
                && step.button().isPresent();
    }

    private static Scene chosen(Step step) {
        return step.staging()
                .scene()
                .filter(s -> s != Scene.QUESTION || unsettled(step))
                .orElseGet(() -> byAction(step));
    }

    private static boolean unsettled(Step step) {
        return step.prediction().filter(Prediction::settled).isEmpty();
    }

    /** What a step shows whose author says nothing. */
    private static Scene byAction(Step step) {
        return step.button()
                .map(button -> switch (button.action()) {
                    case DEPLOY, REDEPLOY, DELETE -> Scene.DEPLOY;
                    case KILL, STOP_TASK -> Scene.DISCOVERY;
                    case TRAFFIC ->
                        button.sends(Mode.NORMAL) || button.sends(Mode.OFF) ? Scene.DASHBOARD : Scene.BUDGET;
                    case PUBLISH, ADMIT, EXTEND, WAKE_UP, START -> Scene.TEXT;
                })
                .orElse(Scene.TEXT);
    }
}
