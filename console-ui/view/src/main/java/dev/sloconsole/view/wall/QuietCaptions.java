package dev.sloconsole.view.wall;

import dev.sloconsole.session.Task;
import dev.sloconsole.view.stack.StackPhase;
import dev.sloconsole.view.wall.Caption.Weight;
import dev.sloconsole.view.wall.Part.Sentence;

/** Before users come: what is there, and who has found whom. Always has something to say. */
final class QuietCaptions {

    private QuietCaptions() {}

    static Caption of(Moment m) {
        return new Caption(sentence(m).parts(), Weight.STATE);
    }

    private static Sentence sentence(Moment m) {
        if (m.phase() == StackPhase.UNKNOWN) {
            return Part.say("The console asks CloudFormation ").say("whether the stack is there already.");
        }
        if (!m.serving()) {
            return Part.say("There is no stack yet. One template describes all of it: ")
                    .say("network, cluster, services, names.");
        }
        if (m.app()
                .filter(t -> t.stopped().isEmpty() && t.runningAt().isPresent())
                .isEmpty()) {
            return Part.say("The stack stands, but ")
                    .warn("no task of the app runs")
                    .say(m.app().map(QuietCaptions::why).orElse("."));
        }
        if (m.dns().filter(a -> !a.addresses().isEmpty()).isEmpty()) {
            return Part.say("The task runs. ")
                    .warn("DNS does not know its name yet")
                    .say(", so nobody can find it.");
        }
        if (!m.state().metrics().reachable()) {
            return Part.say("DNS answers with the task's address. ")
                    .warn("Prometheus does not answer yet")
                    .say(": nobody measures.");
        }
        if (!m.targetUp()) {
            return Part.say("Prometheus asks DNS for the app. ")
                    .warn("No target is UP yet")
                    .say(": it looks again every few seconds.");
        }
        return found(m);
    }

    private static String why(Task task) {
        return task.stopped()
                .map(s -> ": " + s.reason() + (s.reason().endsWith(".") ? "" : "."))
                .orElse(": it is " + task.lastStatus() + ".");
    }

    private static Sentence found(Moment m) {
        return switch (m.scene()) {
            // The origin's query, which the dashboard draws unchanged, does say 0 % then.
            case DASHBOARD, BUDGET, ALERTS ->
                Part.say("No request yet, so no SLI: ")
                        .warn("0 % of nothing is no data")
                        .say(", and it is not 100 % either.");
            case ARCHITECTURE ->
                Part.say("Grafana draws and measures nothing: it asks Prometheus, ")
                        .good("and Prometheus answers")
                        .say(".");
            case DEPLOY, DISCOVERY, QUESTION, OUTCOME, TEXT ->
                Part.say("Prometheus found the task by its name: ")
                        .good("the target is UP")
                        .say(". Nobody told it an address.");
        };
    }
}
