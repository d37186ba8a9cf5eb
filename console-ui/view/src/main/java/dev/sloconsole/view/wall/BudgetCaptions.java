package dev.sloconsole.view.wall;

import dev.sloconsole.session.ErrorBudget.Standing;
import dev.sloconsole.session.Metrics.Alert;
import dev.sloconsole.session.TrafficPlan.Mode;
import dev.sloconsole.view.Written;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;

/** The budget while it goes too fast, when it is gone, and the alerts that tell somebody. */
final class BudgetCaptions {

    /** How long an alert that is over is news. */
    private static final Duration NEWS = Duration.ofSeconds(12);

    private BudgetCaptions() {}

    static Optional<Caption> of(Moment m) {
        if (!m.serving()) {
            return Optional.empty();
        }
        if (m.standing().filter(Standing::judges).isEmpty()) {
            // The alerts stand still.
            return overspent(m)
                    .or(() -> burning(m))
                    .or(() -> WindowCaptions.tooLittleSeen(m))
                    .or(() -> smouldering(m));
        }
        return firing(m)
                .or(() -> overspent(m))
                .or(() -> pending(m))
                .or(() -> burning(m))
                .or(() -> over(m))
                .or(() -> smouldering(m));
    }

    private static Optional<Caption> firing(Moment m) {
        return gravest(m, "firing").flatMap(alert -> {
            boolean page = alert.severity().equals("page");
            var lasted = m.ago(alert.since());
            var sentence = Part.say("")
                    .bad(page ? "A page fires" : "A ticket is opened")
                    .say(lasted.toSeconds() > 0 ? ", for " + Written.span(lasted) + " now: " : ": ");
            m.pace()
                    .filter(BudgetCaptions::tooFast)
                    .ifPresentOrElse(
                            b -> sentence.say("the budget goes ").warn(Written.timesWords(b) + " too fast"),
                            () -> sentence.say("the budget went ").warn("too fast"));
            var outcome = m.spent()
                    .map(s -> s.over()
                            ? ", and it is overspent by " + Written.count(-s.left()) + "."
                            : "; " + Written.count(s.left()) + " of " + Written.count(s.allowed())
                                    + " failures are left.")
                    .orElse(".");
            var told = outcome
                    + (calm(m)
                            ? " Requests succeed again."
                            : page ? " Somebody is called now." : " Somebody will look at it by day.");
            return lasted.compareTo(NEWS) < 0
                    ? Caption.milestone(sentence.say(told))
                    : Caption.news(sentence.say(told));
        });
    }

    private static Optional<Caption> pending(Moment m) {
        return gravest(m, "pending")
                .flatMap(alert -> Caption.news(Part.say("")
                        .warn(alert.severity().equals("page") ? "A page is pending" : "A ticket is pending")
                        .say(": if the budget goes on burning "
                                + m.pace()
                                        .filter(BudgetCaptions::tooFast)
                                        .map(b -> Written.timesWords(b) + " too fast")
                                        .orElse("so fast")
                                + ", somebody is called. A short flicker calls nobody.")));
    }

    /** What is written as "1.0 times" goes as it may. */
    private static boolean tooFast(double burn) {
        return burn >= 1.05;
    }

    private static Optional<Caption> over(Moment m) {
        return m.state().metrics().alerts().stream()
                .filter(a -> !a.firing()
                        && !a.pending()
                        && ofTheBudget(a)
                        && m.ago(a.since()).compareTo(NEWS) < 0)
                .findFirst()
                .flatMap(alert -> Caption.news(
                        Part.say("The " + (alert.severity().isEmpty() ? "alert" : alert.severity()) + " is ")
                                .good("over")
                                .say(": its short window is quiet again. What was spent ")
                                .warn("stays spent")
                                .say(".")));
    }

    private static Optional<Caption> overspent(Moment m) {
        return m.spent()
                .filter(Spent::over)
                .flatMap(s -> Caption.news(Part.say("The budget is ")
                        .bad("overspent by " + Written.count(-s.left()))
                        .say(": " + Written.count(s.bad()) + " requests failed where " + Written.count(s.allowed())
                                + " may. This " + m.windowWords() + " misses its objective.")));
    }

    private static Optional<Caption> burning(Moment m) {
        var burn = m.burn().filter(BudgetCaptions::tooFast);
        var lately = m.pace().filter(BudgetCaptions::tooFast);
        if (burn.isEmpty() || lately.isEmpty() || !m.asked()) {
            return Optional.empty();
        }
        var pace = "the budget goes " + Written.timesWords(lately.get()) + " too fast";
        if (m.plan().mode() == Mode.PARTIAL_FAILURE && m.targetUp()) {
            return Caption.news(Part.say(m.plan().failurePercent() + " % of the requests fail. The task is ")
                    .good("healthy")
                    .say(", the target is ")
                    .good("UP")
                    .say(": only the users notice, and ")
                    .warn(pace)
                    .say("."));
        }
        var gone = m.spent()
                .flatMap(Spent::exhaustedIn)
                .map(in -> "; at this pace it is gone in " + Written.soon(in))
                .orElse("");
        return Caption.news(
                Part.say(Written.percent(1 - m.sliLately().orElse(1.0)) + " of the requests of the last 5 s failed: ")
                        .warn(pace + gone)
                        .say("."));
    }

    /** Requests succeed again, and the SLI has not forgotten. */
    private static Optional<Caption> smouldering(Moment m) {
        boolean below = m.sli().filter(v -> v < m.objective()).isPresent();
        if (!below || !calm(m)) {
            return Optional.empty();
        }
        return Caption.state(Part.say("Requests ")
                .good("succeed again")
                .say(". The SLI looks back five minutes and is still ")
                .warn("below " + Written.objective(m.objective()))
                .say("; what is spent stays spent."));
    }

    /** Whether the latest seconds were as good as they should be, whatever the burn rate still looks back at. */
    private static boolean calm(Moment m) {
        return m.sliLately().filter(v -> v >= m.objective()).isPresent();
    }

    /** Other alerts, such as that of a target that is down, are told by what they are about. */
    private static boolean ofTheBudget(Alert alert) {
        return alert.name().startsWith("ErrorBudget");
    }

    private static Optional<Alert> gravest(Moment m, String state) {
        return m.state().metrics().alerts().stream()
                .filter(a -> a.state().equals(state) && ofTheBudget(a))
                .max(Comparator.comparing((Alert a) -> a.severity().equals("page"))
                        .thenComparing(Alert::since, Comparator.reverseOrder()));
    }
}
