package dev.sloconsole.local.ecs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.ground.Json;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** An ECS service, as the tables keep it. Touched by the local-cloud thread only. */
final class ServiceRow {

    private static final int KEPT_EVENTS = 100;

    enum Status {
        ACTIVE,
        DRAINING,
        INACTIVE
    }

    /** One event, newest first in the list. */
    record Event(String id, Instant createdAt, String message) {}

    final String name;
    final String arn;
    final String cluster;
    /** What CreateService was sent. */
    final ObjectNode asked;
    /** What the service is to be by now: its own words, its cluster's defaults, later updates. */
    final ObjectNode request;

    final Instant createdAt;
    final List<Task> tasks = new ArrayList<>();
    final Deque<Event> events = new ArrayDeque<>();
    /** The first is the primary one. */
    final List<Deployment> deployments = new ArrayList<>();
    /** What a rollback goes back to. */
    Optional<Deployment> lastCompleted = Optional.empty();

    Status status = Status.ACTIVE;
    int desiredCount;
    boolean steady;
    int failedStarts;
    /** Told that the quota leaves no room for what is missing. */
    boolean unplaced;

    Optional<Instant> startNotBefore = Optional.empty();

    ServiceRow(String name, String arn, String cluster, ObjectNode asked, ObjectNode request, Instant createdAt) {
        this.name = name;
        this.arn = arn;
        this.cluster = cluster;
        this.asked = asked;
        this.request = request;
        this.createdAt = createdAt;
    }

    Deployment primary() {
        return deployments.getFirst();
    }

    /** Puts a new deployment before the others; a throttled service is free again. */
    void deploy(Deployment next) {
        deployments.stream()
                .findFirst()
                .ifPresent(before -> before.held = before.tasks(this).size());
        deployments.addFirst(next);
        failedStarts = 0;
        startNotBefore = Optional.empty();
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

    /** The most tasks that may be there at a time; rounded down, as ECS does. */
    int ceiling() {
        return Math.clamp((long) desiredCount * percent("maximumPercent", 200) / 100, 0, Integer.MAX_VALUE);
    }

    /** The fewest tasks that must serve; rounded up, as ECS does. */
    int floor() {
        return (int) Math.ceilDiv((long) desiredCount * percent("minimumHealthyPercent", 100), 100L);
    }

    private int percent(String field, int otherwise) {
        return request.path("deploymentConfiguration").path(field).asInt(otherwise);
    }

    /** How many more tasks may be started now. */
    int room() {
        return ceiling() - wantedTasks().size();
    }

    long serving() {
        return wantedTasks().stream().filter(Task::serving).count();
    }

    /** A setting of the deployment circuit breaker: {@code enable} or {@code rollback}. */
    boolean circuitBreaker(String setting) {
        return request.path("deploymentConfiguration")
                .path("deploymentCircuitBreaker")
                .path(setting)
                .asBoolean(false);
    }

    /** Where its next task goes by its strategy; empty where it has a launch type. */
    Optional<String> nextProvider() {
        return CapacityStrategy.of(request)
                .next(wantedTasks().stream()
                        .flatMap(t -> t.order.capacityProvider().stream())
                        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting())));
    }

    void event(Instant at, String message) {
        events.addFirst(new Event(UUID.randomUUID().toString(), at, "(service " + name + ") " + message));
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
