package dev.sloconsole.stack;

import dev.sloconsole.stack.Snapshot.CloudMapSeen;
import dev.sloconsole.stack.Snapshot.EcsSeen;
import dev.sloconsole.stack.Snapshot.ServiceEvent;
import dev.sloconsole.stack.Snapshot.ServiceSeen;
import dev.sloconsole.stack.Snapshot.StackEvent;
import dev.sloconsole.stack.Snapshot.StackSeen;
import dev.sloconsole.stack.Snapshot.TaskSeen;
import dev.sloconsole.stack.StackFact.ImageFound;
import dev.sloconsole.stack.StackFact.InstanceDeregistered;
import dev.sloconsole.stack.StackFact.InstanceRegistered;
import dev.sloconsole.stack.StackFact.OutputsRead;
import dev.sloconsole.stack.StackFact.ResourceStatusChanged;
import dev.sloconsole.stack.StackFact.ServiceCountsChanged;
import dev.sloconsole.stack.StackFact.ServiceEventReported;
import dev.sloconsole.stack.StackFact.SourceLost;
import dev.sloconsole.stack.StackFact.SourceRecovered;
import dev.sloconsole.stack.StackFact.StackStatusChanged;
import dev.sloconsole.stack.StackFact.TaskChanged;
import dev.sloconsole.stack.StackFact.TaskStopped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * From two snapshots to the facts between them, in the order in which one thing causes the next: sources, stack and
 * resources, services, tasks, instances; a stack's end comes last. A pure function: no clock, no network, no memory.
 */
final class Differ {

    private static final String DELETE_COMPLETE = "DELETE_COMPLETE";
    private static final Set<String> BEING_CREATED =
            Set.of("CREATE_IN_PROGRESS", "ROLLBACK_IN_PROGRESS", "REVIEW_IN_PROGRESS");

    private final String stackName;
    private final List<StackFact> facts = new ArrayList<>();

    private Differ(String stackName) {
        this.stackName = stackName;
    }

    /** What happened between two moments; empty if nothing did. */
    static List<StackFact> facts(String stackName, Snapshot before, Snapshot now) {
        var differ = new Differ(stackName);
        differ.sources(before, now);
        var end = differ.stack(before.stack(), now.stack());
        differ.images(before, now);
        now.ecs().ifPresent(ecs -> differ.ecs(before.ecs(), ecs));
        now.cloudMap().ifPresent(map -> differ.instances(before.cloudMap().orElse(CloudMapSeen.EMPTY), map));
        end.ifPresent(differ.facts::add);
        return List.copyOf(differ.facts);
    }

    private void sources(Snapshot before, Snapshot now) {
        before.lost().keySet().stream()
                .filter(source -> !now.lost().containsKey(source))
                .forEach(source -> facts.add(new SourceRecovered(source)));
        now.lost().forEach((source, reason) -> {
            if (!before.lost().containsKey(source)) {
                facts.add(new SourceLost(source, reason));
            }
        });
    }

    /** Adds what happened to stack and resources; returns the stack's end, which is to be told after all else. */
    private Optional<StackFact> stack(StackSeen before, StackSeen now) {
        return switch (now) {
            case StackSeen.NotRead nothing -> Optional.empty();
            case StackSeen.Present present -> {
                switch (before) {
                    case StackSeen.NotRead first -> begun(present, BEING_CREATED.contains(present.status()));
                    case StackSeen.Absent none -> begun(present, true);
                    case StackSeen.Present same
                    when same.stackId().equals(present.stackId()) -> continued(same, present);
                    case StackSeen.Present other -> {
                        facts.add(new StackStatusChanged(stackName, DELETE_COMPLETE, Optional.empty()));
                        begun(present, true);
                    }
                }
                yield Optional.empty();
            }
            case StackSeen.Absent gone -> {
                if (before instanceof StackSeen.NotRead) {
                    facts.add(new StackStatusChanged(stackName, StackFact.NONE, Optional.empty()));
                }
                if (!(before instanceof StackSeen.Present last)) {
                    yield Optional.empty();
                }
                gone.deleted()
                        .filter(end -> end.stackId().equals(last.stackId()))
                        .ifPresent(end -> tell(end.stackId(), newer(last.events(), end.events()), last.status()));
                yield Optional.of(new StackStatusChanged(stackName, DELETE_COMPLETE, Optional.empty()));
            }
        };
    }

    /** A stack that was not there, or not seen, before: its whole story if we saw it begin, else how things stand. */
    private void begun(StackSeen.Present now, boolean fromTheBeginning) {
        facts.add(now.found());
        var events = fromTheBeginning ? now.events() : latestOfEachResource(now.events());
        status(tell(now.stackId(), events, ""), now);
        outputs(List.of(), now);
    }

    private void continued(StackSeen.Present before, StackSeen.Present now) {
        if (!now.found().equals(before.found())) {
            facts.add(now.found());
        }
        status(tell(now.stackId(), newer(before.events(), now.events()), before.status()), now);
        outputs(before.outputs(), now);
    }

    /** Adds the events as facts, but for the stack's end; returns the last status that the stack was told to have. */
    private String tell(String stackId, List<StackEvent> events, String told) {
        for (var event : events) {
            if (!event.ofTheStackItself(stackId)) {
                facts.add(new ResourceStatusChanged(event.logicalId(), event.type(), event.status(), event.reason()));
            } else if (!event.status().equals(told) && !event.status().equals(DELETE_COMPLETE)) {
                facts.add(new StackStatusChanged(stackName, event.status(), event.reason()));
                told = event.status();
            }
        }
        return told;
    }

    private void status(String told, StackSeen.Present now) {
        if (!now.status().equals(told)) {
            facts.add(new StackStatusChanged(stackName, now.status(), now.reason()));
        }
    }

    private void outputs(List<OutputsRead.Output> before, StackSeen.Present now) {
        if (now.settled() && !now.outputs().isEmpty() && !now.outputs().equals(before)) {
            facts.add(new OutputsRead(now.outputs()));
        }
    }

    private static List<StackEvent> newer(List<StackEvent> before, List<StackEvent> now) {
        var known = before.stream().map(StackEvent::eventId).collect(Collectors.toSet());
        return now.stream().filter(event -> !known.contains(event.eventId())).toList();
    }

    private static List<StackEvent> latestOfEachResource(List<StackEvent> events) {
        var latest = new LinkedHashMap<String, StackEvent>();
        for (var event : events) {
            latest.remove(event.logicalId());
            latest.put(event.logicalId(), event);
        }
        return List.copyOf(latest.values());
    }

    private void images(Snapshot before, Snapshot now) {
        now.images().forEach((repository, digest) -> {
            if (!digest.equals(before.images().get(repository))) {
                facts.add(new ImageFound(repository, digest));
            }
        });
    }

    private void ecs(Optional<EcsSeen> before, EcsSeen now) {
        var known = before.orElse(EcsSeen.EMPTY);
        services(known, now, before.isEmpty());
        tasks(known, now, before.isEmpty());
    }

    private void services(EcsSeen before, EcsSeen now, boolean firstLook) {
        before.services().forEach((name, was) -> {
            var counted = was.desired() != 0 || was.running() != 0 || was.pending() != 0;
            if (!now.services().containsKey(name) && counted) {
                facts.add(new ServiceCountsChanged(name, 0, 0, 0));
            }
        });
        now.services().forEach((name, service) -> {
            var was = Optional.ofNullable(before.services().get(name));
            var sameCounts = was.filter(old -> old.desired() == service.desired()
                    && old.running() == service.running()
                    && old.pending() == service.pending());
            if (sameCounts.isEmpty()) {
                facts.add(new ServiceCountsChanged(name, service.desired(), service.running(), service.pending()));
            }
            for (var event : newEvents(was, service, firstLook)) {
                facts.add(new ServiceEventReported(name, event.message()));
            }
        });
    }

    /** Of a service that was there before us, only the last word: the rest is history. */
    private static List<ServiceEvent> newEvents(Optional<ServiceSeen> before, ServiceSeen now, boolean firstLook) {
        if (firstLook) {
            return now.events().isEmpty() ? List.of() : List.of(now.events().getLast());
        }
        var known = new HashSet<String>();
        before.ifPresent(was -> was.events().forEach(event -> known.add(event.eventId())));
        return now.events().stream()
                .filter(event -> !known.contains(event.eventId()))
                .toList();
    }

    private void tasks(EcsSeen before, EcsSeen now, boolean firstLook) {
        before.tasks().forEach((id, was) -> {
            if (!was.stopped() && !now.tasks().containsKey(id)) {
                vanished(id, was);
            }
        });
        now.tasks().forEach((id, task) -> {
            var was = before.tasks().get(id);
            var history = firstLook && task.stopped();
            if (history || (was != null && was.stopped())) {
                return;
            }
            var fact = changed(id, task);
            if (was == null || !fact.equals(changed(id, was))) {
                facts.add(fact);
            }
            if (task.stopped()) {
                facts.add(new TaskStopped(id, task.service(), task.stopCode(), task.stoppedReason(), task.exitCode()));
            }
        });
    }

    /** A task that ECS no longer knows: it has stopped, and nobody can say why. */
    private void vanished(String id, TaskSeen last) {
        facts.add(new TaskChanged(
                id, last.service(), "STOPPED", "STOPPED", "UNKNOWN", last.privateAddress(), last.publicAddress()));
        facts.add(new TaskStopped(
                id,
                last.service(),
                "UNKNOWN",
                "The task is gone together with its cluster; ECS no longer tells why.",
                Optional.empty()));
    }

    private static TaskChanged changed(String id, TaskSeen task) {
        return new TaskChanged(
                id,
                task.service(),
                task.lastStatus(),
                task.desiredStatus(),
                task.health(),
                task.privateAddress(),
                task.publicAddress());
    }

    private void instances(CloudMapSeen before, CloudMapSeen now) {
        before.instances().forEach((key, was) -> {
            if (!now.instances().containsKey(key)) {
                facts.add(new InstanceDeregistered(key.discoveryService(), key.instanceId(), was.address()));
            }
        });
        now.instances().forEach((key, instance) -> {
            if (!instance.equals(before.instances().get(key))) {
                facts.add(new InstanceRegistered(
                        key.discoveryService(), key.instanceId(), instance.address(), instance.health()));
            }
        });
    }
}
