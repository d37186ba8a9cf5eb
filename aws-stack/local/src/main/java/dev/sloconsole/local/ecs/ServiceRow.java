package dev.sloconsole.local.ecs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.Json;
import dev.sloconsole.local.ecs.TaskDefinitions.TaskDefinition;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** An ECS service, as the tables keep it. Touched by the local-cloud thread only. */
final class ServiceRow {

    private static final int KEPT_EVENTS = 100;

    enum Status {
        ACTIVE,
        DRAINING,
        INACTIVE
    }

    enum Rollout {
        IN_PROGRESS,
        COMPLETED,
        FAILED
    }

    /** One event, newest first in the list. */
    record Event(String id, Instant createdAt, String message) {}

    /** One attempt to bring a task definition into service. */
    static final class Deployment {
        final String id;
        final TaskDefinition definition;
        final Instant createdAt;
        Instant updatedAt;
        Rollout rollout = Rollout.IN_PROGRESS;
        int failedTasks;

        Deployment(String id, TaskDefinition definition, Instant createdAt) {
            this.id = id;
            this.definition = definition;
            this.createdAt = createdAt;
            this.updatedAt = createdAt;
        }
    }

    final String name;
    final String arn;
    final String cluster;
    final ObjectNode request;
    final Instant createdAt;
    final List<Task> tasks = new ArrayList<>();
    final Deque<Event> events = new ArrayDeque<>();
    /** The first is the primary one. */
    final List<Deployment> deployments = new ArrayList<>();
    Status status = Status.ACTIVE;
    int desiredCount;
    boolean steady;
    int failedStarts;
    Optional<Instant> startNotBefore = Optional.empty();

    ServiceRow(String name, String arn, String cluster, ObjectNode request, Instant createdAt) {
        this.name = name;
        this.arn = arn;
        this.cluster = cluster;
        this.request = request;
        this.createdAt = createdAt;
    }

    Deployment primary() {
        return deployments.getFirst();
    }

    List<Task> wantedTasks() {
        return tasks.stream().filter(Task::wanted).toList();
    }

    /** Running, as DescribeServices counts. */
    long runningCount() {
        return tasks.stream().filter(Task::running).count();
    }

    /** On their way to running. */
    long pendingCount() {
        return tasks.stream().filter(t -> t.wanted() && !t.running()).count();
    }

    void event(String id, Instant at, String message) {
        events.addFirst(new Event(id, at, message));
        if (events.size() > KEPT_EVENTS) {
            events.removeLast();
        }
    }

    /** The registries of the service, as CloudMap service ARNs. */
    List<String> registries() {
        return Json.items(request, "serviceRegistries").stream()
                .map(r -> r.path("registryArn").asText())
                .toList();
    }
}
