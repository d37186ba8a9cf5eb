package dev.sloconsole.session.fold;

import dev.sloconsole.session.Discovery.DnsAnswer;
import dev.sloconsole.session.Discovery.Instance;
import dev.sloconsole.session.Stack.Resource;
import dev.sloconsole.session.Task;
import dev.sloconsole.session.Task.Stopped;
import dev.sloconsole.session.Trouble.Lost;
import dev.sloconsole.session.Trouble.Silent;
import dev.sloconsole.stack.StackFact;
import dev.sloconsole.stack.StackFact.AccountRead;
import dev.sloconsole.stack.StackFact.AddressAdmitted;
import dev.sloconsole.stack.StackFact.AddressRefused;
import dev.sloconsole.stack.StackFact.AutoStopNeared;
import dev.sloconsole.stack.StackFact.DnsAnswerChanged;
import dev.sloconsole.stack.StackFact.DnsSource;
import dev.sloconsole.stack.StackFact.ImageFound;
import dev.sloconsole.stack.StackFact.InstanceDeregistered;
import dev.sloconsole.stack.StackFact.InstanceRegistered;
import dev.sloconsole.stack.StackFact.OutputsRead;
import dev.sloconsole.stack.StackFact.ResourceStatusChanged;
import dev.sloconsole.stack.StackFact.ServiceCountsChanged;
import dev.sloconsole.stack.StackFact.ServiceEventReported;
import dev.sloconsole.stack.StackFact.SourceLost;
import dev.sloconsole.stack.StackFact.SourceRecovered;
import dev.sloconsole.stack.StackFact.StackFailed;
import dev.sloconsole.stack.StackFact.StackFound;
import dev.sloconsole.stack.StackFact.StackStatusChanged;
import dev.sloconsole.stack.StackFact.TaskChanged;
import dev.sloconsole.stack.StackFact.TaskStopped;
import java.util.function.UnaryOperator;

/** What the stack's watcher saw: the stack, its tasks, Cloud Map and DNS. */
final class StackFold {

    private StackFold() {}

    static void apply(Draft draft, StackFact fact) {
        switch (fact) {
            case StackStatusChanged e -> statusChanged(draft, e);
            case ResourceStatusChanged e ->
                draft.stack = draft.stack.with(new Resource(e.logicalId(), e.type(), e.status(), e.reason()));
            case OutputsRead e -> {
                // the outputs name what the watchers watch; nothing of them is drawn
            }
            case ImageFound e -> {
                // seen by the lesson's checkpoints only
            }
            case TaskChanged e ->
                task(
                        draft,
                        e.taskId(),
                        e.service(),
                        task -> task.in(e.lastStatus(), e.desiredStatus(), e.health(), draft.at)
                                .at(e.privateAddress(), e.publicAddress()));
            case TaskStopped e ->
                task(
                        draft,
                        e.taskId(),
                        e.service(),
                        task -> task.stopped(new Stopped(draft.at, e.stopCode(), e.stoppedReason(), e.exitCode())));
            case ServiceCountsChanged e -> {
                draft.stack = draft.stack.counted(e.service(), e.desired(), e.running(), e.pending());
                OwnershipFold.counted(draft);
            }
            case ServiceEventReported e -> draft.stack = draft.stack.told(e.service(), e.message());
            case InstanceRegistered e ->
                draft.discovery = draft.discovery.registered(
                        new Instance(e.discoveryService(), e.instanceId(), e.address(), e.health(), draft.at));
            case InstanceDeregistered e ->
                draft.discovery = draft.discovery.deregistered(e.discoveryService(), e.instanceId());
            case DnsAnswerChanged e ->
                answered(draft, new DnsAnswer(e.name(), e.source(), e.rcode(), e.addresses(), e.ttl(), draft.at));
            case AccountRead e -> draft.ownership = draft.ownership.with(e);
            case StackFound e -> OwnershipFold.found(draft, e);
            case AutoStopNeared e -> OwnershipFold.near(draft, e);
            case StackFailed e -> OwnershipFold.failed(draft, e);
            case AddressRefused e -> OwnershipFold.refused(draft, e);
            case AddressAdmitted e -> OwnershipFold.admitted(draft);
            case SourceLost e ->
                draft.banners = Banners.raise(draft.banners, new Lost(e.source(), e.reason()), draft.at);
            case SourceRecovered e -> draft.banners = Banners.clear(draft.banners, e.source());
        }
    }

    private static void statusChanged(Draft draft, StackStatusChanged e) {
        if (draft.stack.begins(e.status())) {
            draft.deleting = false;
            BudgetFold.newAct(draft);
        }
        draft.stack = draft.stack.became(e.status(), e.reason(), draft.at);
        if (draft.stack.deleted()) {
            OwnershipFold.gone(draft);
            MetricsFold.forget(draft);
            draft.lanes.endDns(draft.at);
            for (DnsSource server : DnsSource.values()) {
                draft.banners = Banners.clear(draft.banners, Silent.source(server));
            }
        }
        MetricsFold.reconsiderBanner(draft);
    }

    private static void task(Draft draft, String taskId, String service, UnaryOperator<Task> change) {
        draft.tasks = draft.tasks.with(taskId, service, draft.at, change);
        draft.tasks.withId(taskId).filter(Task::ofApp).ifPresent(task -> draft.lanes.taskChanged(draft.at, task));
    }

    private static void answered(Draft draft, DnsAnswer answer) {
        silence(draft, answer);
        draft.discovery = draft.discovery.answered(answer);
        if (answer.ofApp()) {
            draft.resolverSeen |= answer.source() == DnsSource.RESOLVER;
            if (answer.source() == DnsSource.RESOLVER || !draft.resolverSeen) {
                draft.lanes.answered(draft.at, answer);
            }
        }
    }

    /** A server that says nothing is a source that is lost; what it said last is what there is to go by. */
    private static void silence(Draft draft, DnsAnswer answer) {
        if (!answer.silent()) {
            draft.banners = Banners.clear(draft.banners, Silent.source(answer.source()));
            return;
        }
        var before = draft.discovery.answers().stream()
                .filter(a -> a.name().equals(answer.name()) && a.source() == answer.source())
                .flatMap(a -> a.addresses().stream())
                .toList();
        draft.banners = Banners.raise(draft.banners, new Silent(answer.source(), answer.name(), before), draft.at);
    }
}
