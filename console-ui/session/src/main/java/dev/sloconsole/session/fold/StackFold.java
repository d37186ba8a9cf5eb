package dev.sloconsole.session.fold;

import dev.sloconsole.session.LessonStack;
import dev.sloconsole.session.SessionState.Discovery;
import dev.sloconsole.session.SessionState.DnsAnswer;
import dev.sloconsole.session.SessionState.Instance;
import dev.sloconsole.session.SessionState.Resource;
import dev.sloconsole.session.SessionState.ServiceCounts;
import dev.sloconsole.session.SessionState.Stack;
import dev.sloconsole.session.SessionState.Stopped;
import dev.sloconsole.session.SessionState.Task;
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
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the stack's watcher saw: the stack, its tasks, Cloud Map and DNS. */
final class StackFold {

    private StackFold() {}

    static void apply(Draft draft, StackFact fact) {
        switch (fact) {
            case StackStatusChanged e -> statusChanged(draft, e);
            case ResourceStatusChanged e -> draft.stack = withResource(draft.stack, e);
            case OutputsRead e -> {
                // the outputs name what the watchers watch; nothing of them is drawn
            }
            case ImageFound e -> {
                // seen by the lesson's checkpoints only
            }
            case TaskChanged e -> changed(draft, e);
            case TaskStopped e -> stopped(draft, e);
            case ServiceCountsChanged e -> {
                draft.stack = withCounts(draft.stack, e);
                OwnershipFold.counted(draft);
            }
            case ServiceEventReported e -> draft.stack = withEvent(draft.stack, e);
            case InstanceRegistered e -> draft.discovery =
                    new Discovery(registered(draft.discovery.instances(), e, draft.at), draft.discovery.answers());
            case InstanceDeregistered e -> draft.discovery = new Discovery(
                    Lists.without(
                            draft.discovery.instances(), i -> same(i, e.discoveryService(), e.instanceId())),
                    draft.discovery.answers());
            case DnsAnswerChanged e -> answered(draft, e);
            case AccountRead e -> draft.ownership = draft.ownership.with(e);
            case StackFound e -> OwnershipFold.found(draft, e);
            case AutoStopNeared e -> OwnershipFold.near(draft, e);
            case StackFailed e -> OwnershipFold.failed(draft, e);
            case AddressRefused e -> OwnershipFold.refused(draft, e);
            case AddressAdmitted e -> OwnershipFold.admitted(draft);
            case SourceLost e -> draft.banners = Banners.raise(draft.banners, e.source(), e.reason(), draft.at);
            case SourceRecovered e -> draft.banners = Banners.clear(draft.banners, e.source());
        }
    }

    private static void statusChanged(Draft draft, StackStatusChanged e) {
        boolean fresh = e.status().equals("CREATE_IN_PROGRESS") && draft.stack.settled();
        draft.stack = new Stack(
                e.status(),
                e.reason(),
                fresh ? List.of() : draft.stack.resources(),
                fresh ? List.of() : draft.stack.services());
        if (fresh) {
            draft.deleting = false;
        }
        if (e.status().equals("DELETE_COMPLETE")) {
            OwnershipFold.gone(draft);
            MetricsFold.forget(draft);
            draft.lanes.endDns(draft.at);
            draft.banners = Banners.clear(Banners.clear(draft.banners, Banners.ZONE), Banners.RESOLVER);
        }
        MetricsFold.reconsiderBanner(draft);
    }

    private static Stack withResource(Stack stack, ResourceStatusChanged e) {
        var resource = new Resource(e.logicalId(), e.type(), e.status(), e.reason());
        var resources = Lists.put(stack.resources(), r -> r.logicalId().equals(e.logicalId()), resource);
        return new Stack(stack.status(), stack.reason(), resources, stack.services());
    }

    private static Stack withCounts(Stack stack, ServiceCountsChanged e) {
        var counts = new ServiceCounts(
                e.service(),
                e.desired(),
                e.running(),
                e.pending(),
                service(stack, e.service()).flatMap(ServiceCounts::lastEvent));
        return withService(stack, counts);
    }

    private static Stack withEvent(Stack stack, ServiceEventReported e) {
        var old = service(stack, e.service()).orElse(new ServiceCounts(e.service(), 0, 0, 0, Optional.empty()));
        return withService(
                stack,
                new ServiceCounts(
                        old.service(), old.desired(), old.running(), old.pending(), Optional.of(e.message())));
    }

    private static Optional<ServiceCounts> service(Stack stack, String name) {
        return stack.services().stream().filter(s -> s.service().equals(name)).findFirst();
    }

    private static Stack withService(Stack stack, ServiceCounts counts) {
        var services = Lists.put(stack.services(), s -> s.service().equals(counts.service()), counts);
        return new Stack(stack.status(), stack.reason(), stack.resources(), services);
    }

    private static void changed(Draft draft, TaskChanged e) {
        var old = task(draft.tasks, e.taskId());
        boolean running = e.lastStatus().equals("RUNNING");
        var task = new Task(
                e.taskId(),
                e.service(),
                e.lastStatus(),
                e.desiredStatus(),
                e.health(),
                e.privateAddress().or(() -> old.flatMap(Task::privateAddress)),
                e.publicAddress().or(() -> old.flatMap(Task::publicAddress)),
                old.map(Task::firstSeen).orElse(draft.at),
                old.flatMap(Task::runningAt).or(() -> running ? Optional.of(draft.at) : Optional.empty()),
                old.flatMap(Task::stopped));
        draft.tasks = Lists.put(draft.tasks, t -> t.taskId().equals(e.taskId()), task);
        if (e.service().equals(LessonStack.APP_SERVICE)) {
            draft.lanes.taskChanged(draft.at, task);
        }
    }

    private static void stopped(Draft draft, TaskStopped e) {
        var stopped = Optional.of(new Stopped(draft.at, e.stopCode(), e.stoppedReason(), e.exitCode()));
        var old = task(draft.tasks, e.taskId());
        var task = new Task(
                e.taskId(),
                e.service(),
                "STOPPED",
                "STOPPED",
                old.map(Task::health).orElse("UNKNOWN"),
                old.flatMap(Task::privateAddress),
                old.flatMap(Task::publicAddress),
                old.map(Task::firstSeen).orElse(draft.at),
                old.flatMap(Task::runningAt),
                old.flatMap(Task::stopped).or(() -> stopped));
        draft.tasks = Lists.put(draft.tasks, t -> t.taskId().equals(e.taskId()), task);
        if (e.service().equals(LessonStack.APP_SERVICE)) {
            draft.lanes.taskChanged(draft.at, task);
        }
    }

    private static Optional<Task> task(List<Task> tasks, String taskId) {
        return tasks.stream().filter(t -> t.taskId().equals(taskId)).findFirst();
    }

    private static List<Instance> registered(List<Instance> instances, InstanceRegistered e, Duration at) {
        var since = instances.stream()
                .filter(i -> same(i, e.discoveryService(), e.instanceId()) && i.health().equals(e.health()))
                .map(Instance::since)
                .findFirst()
                .orElse(at);
        var instance = new Instance(e.discoveryService(), e.instanceId(), e.address(), e.health(), since);
        return Lists.put(instances, i -> same(i, e.discoveryService(), e.instanceId()), instance);
    }

    private static boolean same(Instance i, String discoveryService, String instanceId) {
        return i.discoveryService().equals(discoveryService) && i.instanceId().equals(instanceId);
    }

    private static void answered(Draft draft, DnsAnswerChanged e) {
        silence(draft, e);
        var answer = new DnsAnswer(e.name(), e.source(), e.rcode(), e.addresses(), e.ttl(), draft.at);
        var answers = Lists.put(
                draft.discovery.answers(), a -> a.name().equals(e.name()) && a.source() == e.source(), answer);
        draft.discovery = new Discovery(draft.discovery.instances(), answers);
        if (isApp(e.name())) {
            draft.resolverSeen |= e.source() == DnsSource.RESOLVER;
            if (e.source() == DnsSource.RESOLVER || !draft.resolverSeen) {
                draft.lanes.answered(draft.at, answer);
            }
        }
    }

    /** A server that says nothing is a source that is lost; what it said last is what there is to go by. */
    private static void silence(Draft draft, DnsAnswerChanged e) {
        var source =
                switch (e.source()) {
                    case AUTHORITATIVE -> Banners.ZONE;
                    case RESOLVER -> Banners.RESOLVER;
                };
        if (!e.rcode().equals("TIMEOUT")) {
            draft.banners = Banners.clear(draft.banners, source);
            return;
        }
        var last = draft.discovery.answers().stream()
                .filter(a -> a.name().equals(e.name()) && a.source() == e.source() && !a.addresses().isEmpty())
                .map(a -> " It said " + String.join(", ", a.addresses()) + " before, which may have changed.")
                .findFirst();
        draft.banners = Banners.raise(
                draft.banners,
                source,
                "The DNS server gives no answer for " + e.name() + "." + last.orElse("")
                        + " The console asks again by itself.",
                draft.at);
    }

    /** A name as DNS may write it, with or without the final dot. */
    static boolean isApp(String name) {
        return name.equalsIgnoreCase(LessonStack.APP_NAME) || name.equalsIgnoreCase(LessonStack.APP_NAME + ".");
    }
}
