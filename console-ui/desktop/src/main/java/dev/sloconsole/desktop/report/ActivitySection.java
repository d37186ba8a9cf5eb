package dev.sloconsole.desktop.report;

import dev.sloconsole.prometheus.watch.MetricFact;
import dev.sloconsole.prometheus.watch.MetricFact.PrometheusLost;
import dev.sloconsole.prometheus.watch.MetricFact.PrometheusReached;
import dev.sloconsole.session.Fact;
import dev.sloconsole.session.SessionEvent;
import dev.sloconsole.session.SessionEvent.ActionFailed;
import dev.sloconsole.session.SessionEvent.ActionRequested;
import dev.sloconsole.session.SessionEvent.ClockJumped;
import dev.sloconsole.session.SessionEvent.MetricsObserved;
import dev.sloconsole.session.SessionEvent.ObjectiveChanged;
import dev.sloconsole.session.SessionEvent.ObservationLost;
import dev.sloconsole.session.SessionEvent.ObservationRegained;
import dev.sloconsole.session.SessionEvent.PredictionMade;
import dev.sloconsole.session.SessionEvent.ProcessPaused;
import dev.sloconsole.session.SessionEvent.RecordingFailed;
import dev.sloconsole.session.SessionEvent.RecordingResumed;
import dev.sloconsole.session.SessionEvent.StackObserved;
import dev.sloconsole.session.SessionEvent.TrafficChanged;
import dev.sloconsole.session.SessionState.Step;
import dev.sloconsole.session.Stack;
import dev.sloconsole.stack.StackFact;
import dev.sloconsole.stack.StackFact.SourceLost;
import dev.sloconsole.stack.StackFact.SourceRecovered;
import dev.sloconsole.stack.StackFact.StackStatusChanged;
import dev.sloconsole.view.TrafficWords;
import dev.sloconsole.view.Written;
import dev.sloconsole.view.lesson.PredictionWords;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the class did, and what got in its way, in the order of time. */
final class ActivitySection {

    private final List<Step> steps;

    private ActivitySection(List<Step> steps) {
        this.steps = steps;
    }

    /** A line of the log. */
    private record Line(String text, boolean trouble) {
        static Optional<Line> done(String text) {
            return Optional.of(new Line(text, false));
        }

        static Optional<Line> trouble(String text) {
            return Optional.of(new Line(text, true));
        }
    }

    static void add(Html out, List<Fact> facts, List<Step> steps) {
        var section = new ActivitySection(steps);
        out.add("<section><h2>What the class did</h2><table class=\"log\">");
        out.add("<tr><th>At</th><th>What</th></tr>");
        boolean any = false;
        for (Fact fact : facts) {
            var line = section.line(fact.event());
            if (line.isPresent()) {
                any = true;
                out.add(
                        "<tr class=\"%s\"><td class=\"n\">%s</td><td>%s</td></tr>",
                        line.get().trouble() ? "trouble" : "did",
                        Written.shortClock(fact.at()),
                        line.get().text());
            }
        }
        out.add(any ? "</table></section>" : "<tr><td></td><td>Nothing.</td></tr></table></section>");
    }

    private Optional<Line> line(SessionEvent event) {
        return switch (event) {
            case ActionRequested e -> Line.done(action(e));
            case ActionFailed e ->
                Line.trouble("Refused or failed: " + e.action().word() + ". " + e.message());
            case TrafficChanged e -> Line.done(TrafficWords.switched(e.plan()));
            case ObjectiveChanged e ->
                Line.done("Changed the SLO to " + Written.objective(e.objective()) + " over " + Written.span(e.window())
                        + ".");
            case PredictionMade e -> predicted(e);
            case RecordingResumed e ->
                Line.trouble("The class was recorded again from here on, in " + e.segment() + ".");
            case RecordingFailed e -> Line.trouble("The class was not recorded from here on: " + e.reason() + ".");
            case ProcessPaused e ->
                Line.trouble("The computer slept or the console stood still, for " + Written.span(e.lasted()) + ".");
            case ObservationLost(var since) ->
                Line.trouble("This computer could not reach the stack any more: what users got after "
                        + Written.clock(since) + " says nothing of the service, and is in no figure.");
            case ObservationRegained() ->
                Line.done("This computer reached the stack again: from here on the users count.");
            case ClockJumped e -> Line.trouble("The wall clock was moved by " + jump(e.by()) + ".");
            case StackObserved(var fact) -> stack(fact);
            case MetricsObserved(var fact) -> metrics(fact);
            default -> Optional.empty();
        };
    }

    private static String action(ActionRequested e) {
        var detail = e.detail().isEmpty() ? "" : " (" + e.detail() + ")";
        return switch (e.action()) {
            case PUBLISH -> "Built the app's image and pushed it.";
            case DEPLOY -> "Deployed the stack" + detail + ".";
            case DELETE -> "Deleted the stack" + detail + ".";
            case KILL -> "Killed the task" + detail + ".";
            case STOP_TASK -> "Had ECS stop the task" + detail + ".";
            case REDEPLOY -> "Deleted the stack" + detail + " and deployed it again.";
            case ADMIT -> "Admitted this computer's address.";
            case EXTEND -> "Put the auto-stop off.";
            case WAKE_UP -> "Woke the stack up.";
            case TRAFFIC, START -> "Asked for " + e.action().word() + detail + ".";
        };
    }

    private Optional<Line> predicted(PredictionMade e) {
        return steps.stream()
                .filter(s -> s.id().equals(e.stepId()))
                .findFirst()
                .flatMap(s -> s.prediction()
                        .map(p -> new Line(
                                "Guessed " + PredictionWords.guess(e.value(), p.of()) + ": " + p.question(), false)));
    }

    private static Optional<Line> stack(StackFact fact) {
        return switch (fact) {
            case StackStatusChanged e
            when Stack.settled(e.status()) ->
                Line.done("The stack is " + e.status()
                        + e.reason().map(r -> ": " + r).orElse("."));
            case SourceLost e -> Line.trouble("No answer from " + e.source() + ": " + e.reason());
            case SourceRecovered e -> Line.done(e.source() + " answers again.");
            default -> Optional.empty();
        };
    }

    private static Optional<Line> metrics(MetricFact fact) {
        return switch (fact) {
            case PrometheusLost e -> Line.trouble("No answer from Prometheus: " + e.reason());
            case PrometheusReached e -> Line.done("Prometheus answers.");
            default -> Optional.empty();
        };
    }

    private static String jump(Duration by) {
        return (by.isNegative() ? "−" : "+") + Written.span(by.abs());
    }
}
