package dev.sloconsole.stack;

import dev.sloconsole.stack.Snapshot.CloudMapSeen;
import dev.sloconsole.stack.Snapshot.EcsSeen;
import dev.sloconsole.stack.Snapshot.InstanceKey;
import dev.sloconsole.stack.Snapshot.InstanceSeen;
import dev.sloconsole.stack.Snapshot.ServiceEvent;
import dev.sloconsole.stack.Snapshot.ServiceSeen;
import dev.sloconsole.stack.Snapshot.StackEvent;
import dev.sloconsole.stack.Snapshot.StackSeen;
import dev.sloconsole.stack.Snapshot.TaskSeen;
import dev.sloconsole.stack.StackFact.OutputsRead.Output;
import dev.sloconsole.stack.StackFact.StackFound;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Builds snapshots for tests: each verb returns the moment after, so that two differ in what a test is about. */
record Moment(Snapshot snapshot) {

    static final String APP = "sre-app-service";

    /** A moment at which every source was read and nothing was there. */
    static Moment empty() {
        return new Moment(new Snapshot(
                new StackSeen.Absent(Optional.empty()),
                Optional.of(EcsSeen.EMPTY),
                Optional.of(CloudMapSeen.EMPTY),
                new TreeMap<>(),
                new TreeMap<>()));
    }

    /** A stack with one running task, registered. */
    static Moment settled() {
        return empty().stack(
                        "id-1",
                        "CREATE_COMPLETE",
                        own("1", "id-1", "CREATE_IN_PROGRESS"),
                        event("2", "Vpc", "CREATE_COMPLETE"),
                        own("3", "id-1", "CREATE_COMPLETE"))
                .outputs(new Output("ClusterName", "sre-demo"))
                .service(1, 1, 0)
                .task("task-1", running("10.42.0.11"))
                .instance("task-1", "10.42.0.11");
    }

    Moment stack(String id, String status, StackEvent... events) {
        var outputs = snapshot.stack() instanceof StackSeen.Present was ? was.outputs() : List.<Output>of();
        return with(new StackSeen.Present(
                id, Instant.EPOCH, status, Optional.empty(), outputs, List.of(events), found(id)));
    }

    /** The same stack with another status and more events. */
    Moment stackGoesOn(String status, StackEvent... more) {
        var was = present();
        var events = Stream.concat(was.events().stream(), Stream.of(more)).toList();
        return with(new StackSeen.Present(
                was.stackId(), Instant.EPOCH, status, Optional.empty(), was.outputs(), events, was.found()));
    }

    Moment outputs(Output... outputs) {
        var was = present();
        return with(new StackSeen.Present(
                was.stackId(), Instant.EPOCH, was.status(), was.reason(), List.of(outputs), was.events(), was.found()));
    }

    /** The same stack, which more may reach now. */
    Moment admits(String... ranges) {
        var was = present();
        return with(new StackSeen.Present(
                was.stackId(),
                Instant.EPOCH,
                was.status(),
                was.reason(),
                was.outputs(),
                was.events(),
                new StackFound(
                        was.stackId(),
                        true,
                        Optional.of("someone"),
                        Instant.EPOCH,
                        Optional.empty(),
                        List.of(ranges))));
    }

    /** A stack of ours, without an end. */
    static StackFound found(String stackId) {
        return new StackFound(
                stackId, true, Optional.of("someone"), Instant.EPOCH, Optional.empty(), List.of("203.0.113.7/32"));
    }

    Moment deleted(StackEvent... last) {
        var end = stackGoesOn("DELETE_COMPLETE", last).present();
        return with(new StackSeen.Absent(Optional.of(end)));
    }

    Moment neverRead() {
        return with(new StackSeen.NotRead());
    }

    Moment ecsNeverRead() {
        return new Moment(new Snapshot(
                snapshot.stack(), Optional.empty(), snapshot.cloudMap(), snapshot.images(), snapshot.lost()));
    }

    Moment service(int desired, int running, int pending, ServiceEvent... events) {
        var services = new TreeMap<>(ecs().services());
        services.put(APP, new ServiceSeen(desired, running, pending, List.of(events)));
        return with(new EcsSeen(services, ecs().tasks()));
    }

    Moment serviceSays(String id, String message) {
        var was = Objects.requireNonNull(ecs().services().get(APP));
        var events = new ArrayList<>(was.events());
        events.add(new ServiceEvent(id, message));
        var services = new TreeMap<>(ecs().services());
        services.put(APP, new ServiceSeen(was.desired(), was.running(), was.pending(), events));
        return with(new EcsSeen(services, ecs().tasks()));
    }

    Moment noServices() {
        return with(new EcsSeen(new TreeMap<>(), ecs().tasks()));
    }

    Moment task(String id, TaskSeen task) {
        var tasks = new LinkedHashMap<>(ecs().tasks());
        tasks.put(id, task);
        return with(new EcsSeen(ecs().services(), tasks));
    }

    Moment withoutTask(String id) {
        var tasks = new LinkedHashMap<>(ecs().tasks());
        tasks.remove(id);
        return with(new EcsSeen(ecs().services(), tasks));
    }

    Moment instance(String id, String address) {
        return instance(id, address, "HEALTHY");
    }

    Moment instance(String id, String address, String health) {
        var instances =
                new TreeMap<>(snapshot.cloudMap().orElse(CloudMapSeen.EMPTY).instances());
        instances.put(new InstanceKey(APP, id), new InstanceSeen(address, health));
        return with(new CloudMapSeen(instances));
    }

    Moment withoutInstance(String id) {
        var instances =
                new TreeMap<>(snapshot.cloudMap().orElse(CloudMapSeen.EMPTY).instances());
        instances.remove(new InstanceKey(APP, id));
        return with(new CloudMapSeen(instances));
    }

    Moment image(String repository, String digest) {
        var images = new TreeMap<>(snapshot.images());
        images.put(repository, digest);
        return new Moment(new Snapshot(snapshot.stack(), snapshot.ecs(), snapshot.cloudMap(), images, snapshot.lost()));
    }

    Moment lost(String source, String reason) {
        var lost = new TreeMap<>(snapshot.lost());
        lost.put(source, reason);
        return new Moment(new Snapshot(snapshot.stack(), snapshot.ecs(), snapshot.cloudMap(), snapshot.images(), lost));
    }

    List<StackFact> until(Moment later) {
        return Differ.facts("sre-demo", snapshot, later.snapshot);
    }

    static StackEvent own(String eventId, String stackId, String status) {
        return new StackEvent(eventId, "sre-demo", stackId, "AWS::CloudFormation::Stack", status, Optional.empty());
    }

    static StackEvent event(String eventId, String logicalId, String status) {
        return new StackEvent(
                eventId, logicalId, "physical-" + logicalId, "AWS::EC2::" + logicalId, status, Optional.empty());
    }

    static TaskSeen running(String address) {
        return task("RUNNING", Optional.of(address), "", "", Optional.empty());
    }

    static TaskSeen provisioning() {
        return task("PROVISIONING", Optional.empty(), "", "", Optional.empty());
    }

    static TaskSeen stoppedTask(String address, String code, String reason, int exitCode) {
        return task("STOPPED", Optional.of(address), code, reason, Optional.of(exitCode));
    }

    private static TaskSeen task(
            String status, Optional<String> address, String code, String reason, Optional<Integer> exitCode) {
        return new TaskSeen(
                APP,
                status,
                status.equals("STOPPED") ? "STOPPED" : "RUNNING",
                "UNKNOWN",
                address.map(each -> "eni-" + each),
                address,
                Optional.empty(),
                code,
                reason,
                exitCode);
    }

    private StackSeen.Present present() {
        return (StackSeen.Present) snapshot.stack();
    }

    private EcsSeen ecs() {
        return snapshot.ecs().orElse(EcsSeen.EMPTY);
    }

    private Moment with(StackSeen stack) {
        return new Moment(new Snapshot(stack, snapshot.ecs(), snapshot.cloudMap(), snapshot.images(), snapshot.lost()));
    }

    private Moment with(EcsSeen ecs) {
        return new Moment(new Snapshot(
                snapshot.stack(), Optional.of(ecs), snapshot.cloudMap(), snapshot.images(), snapshot.lost()));
    }

    private Moment with(CloudMapSeen map) {
        return new Moment(
                new Snapshot(snapshot.stack(), snapshot.ecs(), Optional.of(map), snapshot.images(), snapshot.lost()));
    }
}
