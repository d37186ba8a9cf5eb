package dev.sloconsole.session.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.prometheus.watch.MetricFact;
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
import dev.sloconsole.session.Source;
import dev.sloconsole.session.Windowing;
import dev.sloconsole.stack.StackFact;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The table of the kinds of facts: how each is called and written. A name once used keeps its meaning for ever; the
 * names are also what a lesson's {@code fact:} condition is written with.
 */
public final class Kinds {

    /** One row of the table. */
    private record Kind<T>(String name, Class<T> type, Function<T, Fields> encode, Function<Data, T> decode) {
        ObjectNode node(Object payload) {
            return encode.apply(type.cast(payload)).node();
        }
    }

    private static final List<Kind<?>> TABLE = List.of(
            new Kind<>("session-started", SessionStarted.class, Kinds::started, Kinds::started),
            new Kind<>(
                    "traffic-changed",
                    TrafficChanged.class,
                    e -> Fields.none().and(e.plan()),
                    d -> new TrafficChanged(d.plan())),
            new Kind<>(
                    "traffic-counted",
                    TrafficCounted.class,
                    e -> Fields.none().and(e.counts()),
                    d -> new TrafficCounted(d.counts())),
            new Kind<>(
                    "step-entered",
                    StepEntered.class,
                    e -> Fields.text("step", e.stepId()),
                    d -> new StepEntered(d.text("step"))),
            new Kind<>(
                    "checkpoint-met",
                    CheckpointMet.class,
                    e -> Fields.text("step", e.stepId()).and("checkpoint", e.checkpointId()),
                    d -> new CheckpointMet(d.text("step"), d.text("checkpoint"))),
            new Kind<>(
                    "action-requested",
                    ActionRequested.class,
                    e -> Fields.text("action", e.action().word()).and("detail", e.detail()),
                    d -> new ActionRequested(d.action(), d.text("detail"))),
            new Kind<>(
                    "action-failed",
                    ActionFailed.class,
                    e -> Fields.text("action", e.action().word()).and("message", e.message()),
                    d -> new ActionFailed(d.action(), d.text("message"))),
            new Kind<>(
                    "objective-changed",
                    ObjectiveChanged.class,
                    e -> Fields.none().and("objective", e.objective()).and("window", e.window()),
                    d -> new ObjectiveChanged(d.number("objective"), d.window("window"))),
            new Kind<>(
                    "clock-jumped",
                    ClockJumped.class,
                    e -> Fields.none().and("by", e.by()),
                    d -> new ClockJumped(d.duration("by"))),
            new Kind<>(
                    "paused",
                    ProcessPaused.class,
                    e -> Fields.none().and("lasted", e.lasted()),
                    d -> new ProcessPaused(d.duration("lasted"))),
            new Kind<>(
                    "image-progress",
                    ImageProgressed.class,
                    e -> Fields.text("step", e.step()),
                    d -> new ImageProgressed(d.text("step"))),
            new Kind<>(
                    "image-published",
                    ImagePublished.class,
                    e -> Fields.text("image", e.reference()),
                    d -> new ImagePublished(d.text("image"))),
            new Kind<>(
                    "observation-lost",
                    ObservationLost.class,
                    e -> Fields.none().and("since", e.since()),
                    d -> new ObservationLost(d.duration("since"))),
            new Kind<>(
                    "observation-regained",
                    ObservationRegained.class,
                    e -> Fields.none(),
                    d -> new ObservationRegained()),
            new Kind<>(
                    "recording-failed",
                    RecordingFailed.class,
                    e -> Fields.text("reason", e.reason()),
                    d -> new RecordingFailed(d.text("reason"))),
            new Kind<>(
                    "recording-resumed",
                    RecordingResumed.class,
                    e -> Fields.text("segment", e.segment()),
                    d -> new RecordingResumed(d.text("segment"))),
            new Kind<>("session-ended", SessionEnded.class, e -> Fields.none(), d -> new SessionEnded()),
            new Kind<>("stack-status", StackFact.StackStatusChanged.class, StackForms::status, StackForms::status),
            new Kind<>(
                    "resource-status",
                    StackFact.ResourceStatusChanged.class,
                    StackForms::resource,
                    StackForms::resource),
            new Kind<>("outputs-read", StackFact.OutputsRead.class, StackForms::outputs, StackForms::outputs),
            new Kind<>("image-found", StackFact.ImageFound.class, StackForms::image, StackForms::image),
            new Kind<>("task-changed", StackFact.TaskChanged.class, StackForms::task, StackForms::task),
            new Kind<>("task-stopped", StackFact.TaskStopped.class, StackForms::stopped, StackForms::stopped),
            new Kind<>("service-counts", StackFact.ServiceCountsChanged.class, StackForms::counts, StackForms::counts),
            new Kind<>(
                    "service-event",
                    StackFact.ServiceEventReported.class,
                    StackForms::serviceEvent,
                    StackForms::serviceEvent),
            new Kind<>(
                    "instance-registered",
                    StackFact.InstanceRegistered.class,
                    StackForms::registered,
                    StackForms::registered),
            new Kind<>(
                    "instance-deregistered",
                    StackFact.InstanceDeregistered.class,
                    StackForms::deregistered,
                    StackForms::deregistered),
            new Kind<>("dns-answer", StackFact.DnsAnswerChanged.class, StackForms::dns, StackForms::dns),
            new Kind<>("source-lost", StackFact.SourceLost.class, StackForms::lost, StackForms::lost),
            new Kind<>(
                    "source-recovered", StackFact.SourceRecovered.class, StackForms::recovered, StackForms::recovered),
            new Kind<>("samples", MetricFact.SamplesScraped.class, Samples::encode, Samples::decode),
            new Kind<>("target-changed", MetricFact.TargetChanged.class, MetricForms::target, MetricForms::target),
            new Kind<>("target-removed", MetricFact.TargetRemoved.class, MetricForms::removed, MetricForms::removed),
            new Kind<>("alert-changed", MetricFact.AlertChanged.class, MetricForms::alert, MetricForms::alert),
            new Kind<>("prometheus-lost", MetricFact.PrometheusLost.class, MetricForms::lost, MetricForms::lost),
            new Kind<>(
                    "prometheus-reached",
                    MetricFact.PrometheusReached.class,
                    MetricForms::reached,
                    MetricForms::reached),
            new Kind<>(
                    "prediction-made",
                    PredictionMade.class,
                    e -> Fields.text("step", e.stepId()).and("value", e.value()),
                    d -> new PredictionMade(d.text("step"), d.number("value"))),
            new Kind<>("account-read", StackFact.AccountRead.class, StackForms::account, StackForms::account),
            new Kind<>("stack-found", StackFact.StackFound.class, StackForms::found, StackForms::found),
            new Kind<>("stack-failed", StackFact.StackFailed.class, StackForms::failed, StackForms::failed),
            new Kind<>("address-refused", StackFact.AddressRefused.class, StackForms::refused, StackForms::refused),
            new Kind<>("address-admitted", StackFact.AddressAdmitted.class, StackForms::admitted, StackForms::admitted),
            new Kind<>(
                    "deployment-accepted",
                    DeploymentAccepted.class,
                    e -> Fields.text("stack", e.stackId()),
                    d -> new DeploymentAccepted(d.text("stack"))),
            new Kind<>(
                    "cost",
                    CostEstimated.class,
                    e -> Fields.none().and("usdPerHour", e.usdPerHour()),
                    d -> new CostEstimated(d.number("usdPerHour"))),
            new Kind<>("auto-stop-neared", StackFact.AutoStopNeared.class, StackForms::near, StackForms::near),
            new Kind<>(
                    "budget-planned",
                    BudgetPlanned.class,
                    e -> Fields.none()
                            .and("rate", e.ratePerSecond())
                            .and("from", e.from())
                            .and("window", e.window()),
                    d -> new BudgetPlanned(d.integer("rate"), d.duration("from"), d.window("window"))),
            new Kind<>("window-closed", WindowClosed.class, Kinds::closed, Kinds::closed),
            new Kind<>(
                    "windowing-chosen",
                    WindowingChosen.class,
                    e -> Fields.text("windowing", e.windowing().word()),
                    d -> new WindowingChosen(d.oneOf("windowing", Windowing.class))));

    private static final Map<Class<?>, Kind<?>> BY_TYPE = new LinkedHashMap<>();
    private static final Map<String, Kind<?>> BY_NAME = new LinkedHashMap<>();

    static {
        for (Kind<?> kind : TABLE) {
            BY_TYPE.put(kind.type(), kind);
            BY_NAME.put(kind.name(), kind);
        }
    }

    private Kinds() {}

    /** All names, in the order of the table. */
    public static List<String> names() {
        return List.copyOf(BY_NAME.keySet());
    }

    /** The facts' types, in the order of the table; those of the stack and of Prometheus without what wraps them. */
    static List<Class<?>> types() {
        return List.copyOf(BY_TYPE.keySet());
    }

    /** What an event is called in a journal. */
    public static String name(SessionEvent event) {
        return kind(event).name();
    }

    /** An event's data, without time and name. */
    public static ObjectNode encode(SessionEvent event) {
        return kind(event).node(payload(event));
    }

    /** The event of a name and its data; empty for a name that this program does not know. */
    static Optional<SessionEvent> decode(String name, JsonNode data) {
        var kind = BY_NAME.get(name);
        try {
            return kind == null
                    ? Optional.empty()
                    : Optional.of(event(kind.decode().apply(new Data(data))));
        } catch (Data.UnknownWord newer) {
            return Optional.empty();
        }
    }

    private static Kind<?> kind(SessionEvent event) {
        var kind = BY_TYPE.get(payload(event).getClass());
        if (kind == null) {
            throw new IllegalStateException(
                    "The journal has no form for " + event.getClass().getName());
        }
        return kind;
    }

    private static Object payload(SessionEvent event) {
        return switch (event) {
            case StackObserved(var fact) -> fact;
            case MetricsObserved(var fact) -> fact;
            default -> event;
        };
    }

    static SessionEvent event(Object payload) {
        return switch (payload) {
            case StackFact fact -> new StackObserved(fact);
            case MetricFact fact -> new MetricsObserved(fact);
            case SessionEvent event -> event;
            default -> throw new IllegalStateException("Not a fact: " + payload);
        };
    }

    private static Fields started(SessionStarted e) {
        return Fields.text("lesson", e.lessonTitle())
                .and("source", e.source().name())
                .and("stack", e.stackName())
                .and("objective", e.objective())
                .and("window", e.window())
                .and("startedAt", e.startedAt().toString())
                .and("program", e.programVersion());
    }

    private static SessionStarted started(Data d) {
        return new SessionStarted(
                d.text("lesson"),
                d.oneOf("source", Source.class),
                d.text("stack"),
                d.number("objective"),
                d.window("window"),
                d.instant("startedAt"),
                d.text("program"));
    }

    private static Fields closed(WindowClosed e) {
        return Fields.none()
                .and("from", e.from())
                .and("until", e.until())
                .and("outcome", e.outcome().word())
                .and("failed", e.failed())
                .and("seen", e.seen())
                .and("objective", e.objective());
    }

    private static WindowClosed closed(Data d) {
        return new WindowClosed(
                d.duration("from"),
                d.duration("until"),
                d.oneOf("outcome", WindowClosed.Outcome.class),
                d.count("failed"),
                d.count("seen"),
                d.number("objective"));
    }
}
