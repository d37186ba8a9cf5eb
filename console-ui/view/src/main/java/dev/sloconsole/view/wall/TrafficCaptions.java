package dev.sloconsole.view.wall;

import dev.sloconsole.session.Scene;
import dev.sloconsole.session.TrafficPlan.Shape;
import dev.sloconsole.view.Written;
import java.util.Optional;

/** Users who come, and who are served. */
final class TrafficCaptions {

    private TrafficCaptions() {}

    static Optional<Caption> of(Moment m) {
        if (!m.serving()) {
            return m.asked() ? withoutAStack(m) : Optional.empty();
        }
        if (!m.asked()) {
            return m.spent()
                    .flatMap(s -> Caption.state(Part.say("Nobody asks now, so nothing is counted. ")
                            .say("The budget waits: ")
                            .good(left(s))
                            .say(".")));
        }
        if (m.state().traffic().lastSecond().total() == 0) {
            return Caption.state(Part.say("Users arrive: " + m.plan().ratePerSecond() + " requests a second. ")
                    .say("The first answers are on their way."));
        }
        if (m.plan().mode().fails()) {
            return Caption.state(Part.say("From now on ")
                    .warn(m.plan().failurePercent() + " % of the requests fail")
                    .say(". The task runs, the target is UP: who will notice?"));
        }
        return switch (m.plan().mode().shape()) {
            case Shape.Silence silence -> normal(m);
            case Shape.Even even -> normal(m);
            case Shape.Bursts bursts ->
                Caption.state(Part.say("Users come in bursts: " + m.plan().ratePerSecond() + " a second, then ")
                        .warn(m.plan().peakPerSecond() + " for " + Written.span(bursts.length()))
                        .say(". " + served(m)));
            case Shape.Ramp ramp ->
                Caption.state(Part.say("More and more users come, up to ")
                        .warn(m.plan().peakPerSecond() + " requests a second")
                        .say(". " + served(m)));
        };
    }

    private static Optional<Caption> withoutAStack(Moment m) {
        return Caption.news(Part.say("Users ask, and ")
                .bad("there is nothing that could answer")
                .say(": no stack, no task, no address."));
    }

    private static Optional<Caption> normal(Moment m) {
        var requests = m.plan().ratePerSecond() + " requests a second";
        var spent = m.spent();
        if (m.scene() == Scene.DASHBOARD && m.targetUp() && m.serverSli().isEmpty()) {
            return Caption.state(Part.say(requests + ". " + served(m) + " ")
                    .warn("Prometheus has counted none of them yet")
                    .say(": it asks every few seconds."));
        }
        if (spent.isEmpty() || spent.get().bad() == 0) {
            return Caption.state(Part.say(requests + ", ")
                    .good("all of them answered")
                    .say(". The budget is untouched"
                            + spent.map(s -> ": " + Written.count(s.allowed()) + " may fail this " + m.windowWords()
                                            + ".")
                                    .orElse(".")));
        }
        return Caption.state(Part.say(requests + ". " + served(m) + " ")
                .warn(left(spent.get()))
                .say(" for the rest of this " + m.windowWords() + "."));
    }

    private static String served(Moment m) {
        return m.sliLately()
                .filter(v -> v < 1)
                .map(v -> Written.percent(v) + " are answered.")
                .orElse("All are answered.");
    }

    private static String left(Spent s) {
        return Written.count(s.left()) + " of " + Written.count(s.allowed()) + " failures are left";
    }
}
