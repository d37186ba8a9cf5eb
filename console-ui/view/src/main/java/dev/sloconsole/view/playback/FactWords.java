package dev.sloconsole.view.playback;

import dev.sloconsole.prometheus.watch.MetricFact;
import dev.sloconsole.session.Fact;
import dev.sloconsole.session.RequestCounts;
import dev.sloconsole.session.SessionEvent;
import dev.sloconsole.session.journal.Kinds;
import dev.sloconsole.stack.StackFact;
import dev.sloconsole.view.TrafficWords;
import dev.sloconsole.view.Written;
import dev.sloconsole.view.targets.ScrapeError;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A fact as one line for a person to read. */
public final class FactWords {

    private FactWords() {}

    /** Such as {@code 21:07 · Task 41aa…07 stopped: Essential container in task exited}. */
    public static String line(Fact fact) {
        return Written.shortClock(fact.at()) + " · " + of(fact.event());
    }

    static String of(SessionEvent event) {
        return switch (event) {
            case SessionEvent.StackObserved(var fact) -> stack(fact);
            case SessionEvent.MetricsObserved(var fact) -> metrics(fact);
            case SessionEvent.TrafficCounted(var counts) -> counted(counts);
            case SessionEvent.TrafficChanged(var plan) ->
                "Traffic: " + TrafficWords.name(plan.mode()) + ", " + plan.ratePerSecond() + " requests/s";
            case SessionEvent.StepEntered(var step) -> "The class goes to the step " + step;
            case SessionEvent.CheckpointMet(var step, var checkpoint) -> "Seen in the step " + step + ": " + checkpoint;
            case SessionEvent.ActionRequested(var action, var detail) -> "Asked for: " + action.word() + named(detail);
            case SessionEvent.ActionFailed(var action, var message) -> "Refused: " + action.word() + ". " + message;
            case SessionEvent.ObjectiveChanged(var objective, var window) ->
                "Objective: " + Written.objective(objective) + " over " + Written.span(window);
            case SessionEvent.RecordingFailed(var reason) -> "Not recorded: " + reason;
            case SessionEvent.RecordingResumed(var segment) -> "Recorded again, in " + segment;
            case SessionEvent.ProcessPaused(var lasted) -> "The console stood still for " + Written.seconds(lasted);
            case SessionEvent.ObservationLost(var since) ->
                "This computer cannot reach the stack; nothing after " + Written.clock(since) + " counts";
            case SessionEvent.ObservationRegained() -> "This computer reaches the stack again; users count again";
            case SessionEvent.ImageProgressed(var step) -> "The app's image: " + step;
            case SessionEvent.ImagePublished(var image) -> "The app's image is in the registry: " + image;
            case SessionEvent.SessionStarted started -> "The class begins: " + started.lessonTitle();
            case SessionEvent.SessionEnded() -> "The class ends";
            // What is rare is told as the journal writes it.
            default -> sentence(Kinds.name(event)) + ": " + Kinds.encode(event);
        };
    }

    private static String stack(StackFact fact) {
        return switch (fact) {
            case StackFact.StackStatusChanged s
            when s.status().equals(StackFact.NONE) -> "There is no stack " + s.stackName();
            case StackFact.StackStatusChanged s -> "Stack " + s.stackName() + " is " + s.status() + because(s.reason());
            case StackFact.ResourceStatusChanged r -> r.logicalId() + " is " + r.status() + because(r.reason());
            case StackFact.OutputsRead o ->
                "Outputs of the stack: "
                        + o.outputs().stream()
                                .map(StackFact.OutputsRead.Output::key)
                                .collect(Collectors.joining(", "));
            case StackFact.ImageFound i -> "Image found: " + i.repository();
            case StackFact.TaskChanged t ->
                "Task " + Written.shortTask(t.taskId()) + " is " + t.lastStatus()
                        + t.privateAddress().map(a -> " at " + a).orElse("");
            case StackFact.TaskStopped t -> "Task " + Written.shortTask(t.taskId()) + " stopped: " + t.stoppedReason();
            case StackFact.ServiceCountsChanged c ->
                c.service() + ": " + c.running() + " of " + c.desired() + " running, " + c.pending() + " pending";
            case StackFact.ServiceEventReported e -> "ECS says: " + e.message();
            case StackFact.InstanceRegistered i -> "Cloud Map has " + i.address() + ", " + i.health();
            case StackFact.InstanceDeregistered i -> "Cloud Map drops " + i.address();
            case StackFact.DnsAnswerChanged d ->
                answerer(d.source()) + " answers "
                        + (d.addresses().isEmpty() ? d.rcode() : String.join(", ", d.addresses()));
            case StackFact.AccountRead a -> "The account is " + a.account() + " in " + a.region();
            case StackFact.StackFound f ->
                "The stack is " + f.owner().map(o -> "that of " + o).orElse("there")
                        + f.autoStopAt().map(at -> ", until " + at).orElse("") + ", for "
                        + String.join(", ", f.ranges());
            case StackFact.StackFailed f -> "The " + f.what() + " failed at " + f.resource() + ": " + f.reason();
            case StackFact.AddressRefused a ->
                "This computer is " + a.address() + " now, which may not reach the stack";
            case StackFact.AutoStopNeared a -> "The services are scaled to zero at " + a.at();
            case StackFact.AddressAdmitted a -> "This computer may reach the stack again";
            case StackFact.SourceLost s -> "Lost: " + s.source() + ". " + s.reason();
            case StackFact.SourceRecovered s -> "Back: " + s.source();
        };
    }

    private static String metrics(MetricFact fact) {
        return switch (fact) {
            case MetricFact.SamplesScraped s ->
                "Prometheus stored " + Written.count(s.samples().size()) + " samples";
            case MetricFact.TargetChanged t ->
                "Target " + t.job() + " is " + t.health().toUpperCase(Locale.ROOT)
                        + because(t.lastError().map(ScrapeError::told));
            case MetricFact.TargetRemoved t -> "Target " + t.job() + " is gone";
            case MetricFact.AlertChanged a -> "Alert " + a.alert() + " is " + a.state();
            case MetricFact.PrometheusLost l -> "Prometheus is lost: " + l.reason();
            case MetricFact.PrometheusReached r -> "Prometheus answers, version " + r.version();
        };
    }

    private static String counted(RequestCounts counts) {
        return "Users: " + Written.count(counts.ok()) + " of " + Written.count(counts.total()) + " served in a second";
    }

    private static String answerer(StackFact.DnsSource source) {
        return switch (source) {
            case AUTHORITATIVE -> "The zone";
            case RESOLVER -> "The resolver";
        };
    }

    private static String because(Optional<String> reason) {
        return reason.filter(r -> !r.isBlank()).map(r -> ": " + r).orElse("");
    }

    private static String named(String detail) {
        return detail.isEmpty() ? "" : " (" + Written.shortTask(detail) + ")";
    }

    private static String sentence(String kind) {
        var words = kind.replace('-', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
