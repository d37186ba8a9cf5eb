package dev.sloconsole.session.live;

import dev.sloconsole.prometheus.watch.MetricFact.PrometheusReached;
import dev.sloconsole.prometheus.watch.MetricFact.TargetChanged;
import dev.sloconsole.session.SessionEvent;
import dev.sloconsole.session.SessionEvent.CheckpointMet;
import dev.sloconsole.session.SessionEvent.CostEstimated;
import dev.sloconsole.session.SessionEvent.MetricsObserved;
import dev.sloconsole.session.SessionEvent.PredictionMade;
import dev.sloconsole.session.SessionEvent.StackObserved;
import dev.sloconsole.session.SessionEvent.StepEntered;
import dev.sloconsole.session.SessionEvent.TrafficChanged;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.SessionState.Checkpoint;
import dev.sloconsole.session.SessionState.Step;
import dev.sloconsole.session.TrafficPlan;
import dev.sloconsole.stack.StackFact;
import dev.sloconsole.stack.StackFact.DnsAnswerChanged;
import dev.sloconsole.stack.StackFact.InstanceRegistered;
import dev.sloconsole.stack.StackFact.ResourceStatusChanged;
import dev.sloconsole.stack.StackFact.ServiceCountsChanged;
import dev.sloconsole.stack.StackFact.StackStatusChanged;
import dev.sloconsole.stack.StackFact.TaskChanged;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a state holds, as facts that lead to it: the first of a recording that begins in the middle of a class. What was
 * counted and measured before is not among them, for nobody has recorded it; names are those of the state, which are the
 * journal's already.
 */
final class Standing {

    private Standing() {}

    static List<SessionEvent> of(SessionState state) {
        var out = new ArrayList<SessionEvent>();
        state.ownership().usdPerHour().ifPresent(usd -> out.add(new CostEstimated(usd)));
        stack(state, fact -> out.add(new StackObserved(fact)));
        metrics(state, out);
        if (state.traffic().plan().mode() != TrafficPlan.Mode.OFF) {
            out.add(new TrafficChanged(state.traffic().plan()));
        }
        lesson(state, out);
        return List.copyOf(out);
    }

    private static void stack(SessionState state, Consumer<StackFact> out) {
        var stack = state.stack();
        if (!stack.unread()) {
            out.accept(new StackStatusChanged(state.info().stackName(), stack.status(), stack.reason()));
        }
        stack.resources()
                .forEach(r -> out.accept(new ResourceStatusChanged(r.logicalId(), r.type(), r.status(), r.reason())));
        stack.services()
                .forEach(s -> out.accept(new ServiceCountsChanged(s.service(), s.desired(), s.running(), s.pending())));
        state.tasks().stream()
                .filter(task -> !task.over())
                .forEach(t -> out.accept(new TaskChanged(
                        t.taskId(),
                        t.service(),
                        t.lastStatus(),
                        t.wanted() ? "RUNNING" : "STOPPED",
                        t.health(),
                        t.privateAddress(),
                        t.publicAddress())));
        state.discovery()
                .instances()
                .forEach(i -> out.accept(
                        new InstanceRegistered(i.discoveryService(), i.instanceId(), i.address(), i.health())));
        state.discovery()
                .answers()
                .forEach(
                        a -> out.accept(new DnsAnswerChanged(a.name(), a.source(), a.rcode(), a.addresses(), a.ttl())));
    }

    private static void metrics(SessionState state, List<SessionEvent> out) {
        if (!state.metrics().reachable()) {
            return;
        }
        out.add(new MetricsObserved(new PrometheusReached("")));
        state.metrics()
                .targets()
                .forEach(t -> out.add(new MetricsObserved(
                        new TargetChanged(t.job(), t.instance(), t.address(), t.health(), t.lastError()))));
    }

    /** Steps in the order in which they were entered, the present one last. */
    private static void lesson(SessionState state, List<SessionEvent> out) {
        var lesson = state.lesson();
        if (lesson.steps().isEmpty()) {
            return;
        }
        lesson.steps().stream()
                .filter(step -> step.enteredAt().isPresent())
                .sorted(Comparator.comparing(step -> step.enteredAt().orElseThrow()))
                .forEach(step -> out.add(new StepEntered(step.id())));
        lesson.steps().forEach(step -> reached(step, out));
        if (lesson.currentStep().enteredAt().isPresent()) {
            out.add(new StepEntered(lesson.currentStep().id()));
        }
    }

    private static void reached(Step step, List<SessionEvent> out) {
        step.checkpoints().stream().filter(Checkpoint::met).forEach(c -> out.add(new CheckpointMet(step.id(), c.id())));
        step.prediction()
                .flatMap(p -> p.guess())
                .ifPresent(guess -> out.add(new PredictionMade(step.id(), guess.value())));
    }
}
