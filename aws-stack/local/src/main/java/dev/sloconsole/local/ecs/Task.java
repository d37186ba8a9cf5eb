package dev.sloconsole.local.ecs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.sloconsole.local.ecs.TaskDefinitions.TaskDefinition;
import dev.sloconsole.local.ground.RandomText;
import dev.sloconsole.local.logs.LogStream;
import dev.sloconsole.local.process.Containers;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/** A task and its containers, as the tables keep them. Touched by the local-cloud thread only. */
final class Task {

    /** Where a task is on its way; in this order, with no way back. */
    enum Status {
        PROVISIONING,
        PENDING,
        ACTIVATING,
        RUNNING,
        DEACTIVATING,
        STOPPING,
        DEPROVISIONING,
        STOPPED
    }

    /** What the health check says. */
    enum Health {
        UNKNOWN,
        HEALTHY,
        UNHEALTHY
    }

    /** Why a task stops: ECS's code and a sentence. */
    record Stop(String code, String reason, Instant at) {}

    /** One container of the task. */
    static final class Container {
        final ContainerDefinition definition;
        final String arn;
        final String runtimeId;
        final String metadataToken = RandomText.hex(32);
        final SortedMap<Integer, Integer> ports = new TreeMap<>();
        /** Its stream in the log group; one that no group knows, where it logs to none. */
        LogStream output;
        /** In the queue of those to be launched, or launched. */
        boolean ordered;

        boolean launched;
        boolean terminating;
        boolean startTimedOut;
        Optional<Instant> startedAt = Optional.empty();
        Optional<Instant> finishedAt = Optional.empty();
        OptionalInt exitCode = OptionalInt.empty();
        Optional<String> reason = Optional.empty();
        Optional<Containers.Running> running = Optional.empty();
        Health health = Health.UNKNOWN;
        int failures;

        Container(ContainerDefinition definition, String arn, String runtimeId, Instant createdAt) {
            this.definition = definition;
            this.arn = arn;
            this.runtimeId = runtimeId;
            this.output = new LogStream(definition.name(), createdAt);
        }

        boolean over() {
            return finishedAt.isPresent();
        }

        String lastStatus() {
            return over() ? "STOPPED" : startedAt.isPresent() ? "RUNNING" : "PENDING";
        }
    }

    final String id;
    final String arn;
    final TaskOrder order;
    final List<Container> containers;
    final Instant createdAt;
    final String attachmentId;
    final ArrayNode tags;
    Status status = Status.PROVISIONING;
    int version = 1;
    /** Whether it ever came to {@link #serving}. */
    boolean served;

    boolean reportedUnhealthy;
    Optional<TaskInterface> address = Optional.empty();
    Optional<Instant> connectedAt = Optional.empty();
    Optional<Instant> pullStartedAt = Optional.empty();
    Optional<Instant> pullStoppedAt = Optional.empty();
    Optional<Instant> startedAt = Optional.empty();
    Optional<Stop> stop = Optional.empty();
    Optional<Instant> executionStoppedAt = Optional.empty();
    Optional<Instant> stoppedAt = Optional.empty();

    Task(String id, String arn, TaskOrder order, List<Container> containers, Instant createdAt, String attachmentId) {
        this.id = id;
        this.arn = arn;
        this.order = order;
        this.containers = List.copyOf(containers);
        this.createdAt = createdAt;
        this.attachmentId = attachmentId;
        this.tags = order.tags().deepCopy();
    }

    String cluster() {
        return order.cluster();
    }

    TaskDefinition definition() {
        return order.definition();
    }

    /** Empty for a task of RunTask. */
    Optional<ServiceRow> service() {
        return order.service();
    }

    /** Of its subnet; the region's first as long as it has none. */
    String availabilityZone(String region) {
        return address.map(one -> one.subnet().availabilityZone()).orElse(region + "a");
    }

    boolean wanted() {
        return stop.isEmpty();
    }

    boolean running() {
        return wanted() && status == Status.RUNNING;
    }

    /** Of the containers that have a health check: the worst; UNKNOWN where none has. */
    Health health() {
        var checked = containers.stream()
                .filter(c ->
                        c.definition.essential() && c.definition.healthCheck().isPresent())
                .map(c -> c.health)
                .toList();
        if (checked.isEmpty() || checked.contains(Health.UNKNOWN)) {
            return checked.contains(Health.UNHEALTHY) ? Health.UNHEALTHY : Health.UNKNOWN;
        }
        return checked.contains(Health.UNHEALTHY) ? Health.UNHEALTHY : Health.HEALTHY;
    }

    /** Whether anything could tell more about its health than that it runs. */
    boolean hasHealthCheck() {
        return containers.stream()
                .anyMatch(c -> c.definition.essential()
                        && c.definition
                                .healthCheck()
                                .filter(h -> h.target().isPresent())
                                .isPresent());
    }

    /** Running, and healthy where that is known: what a deployment waits for. */
    boolean serving() {
        return running() && (!hasHealthCheck() || health() == Health.HEALTHY);
    }

    /** All loopback ports of the task by container port. */
    SortedMap<Integer, Integer> ports() {
        var all = new TreeMap<Integer, Integer>();
        containers.forEach(c -> all.putAll(c.ports));
        return all;
    }
}
