package dev.sloconsole.local.ecs;

import dev.sloconsole.local.ecs.TaskDefinitions.TaskDefinition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One attempt to bring a task definition into service. Touched by the local-cloud thread only. */
final class Deployment {

    enum Rollout {
        IN_PROGRESS,
        COMPLETED,
        FAILED
    }

    final String id;
    final TaskDefinition definition;
    final Instant createdAt;
    Instant updatedAt;
    Rollout rollout = Rollout.IN_PROGRESS;
    /** Failures in a row of tasks that never came to serve. */
    int failedTasks;
    /** A task of it has served; from then on failures are no longer counted. */
    boolean proven;
    /** Of a deployment that is being replaced: how many tasks the scheduler has not taken from it yet. */
    int held;
    /** Told once that the limits leave no way to go on. */
    boolean stuck;

    Optional<String> rollingBack = Optional.empty();

    Deployment(String id, TaskDefinition definition, Instant createdAt) {
        this.id = id;
        this.definition = definition;
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
    }

    boolean started(Task task) {
        return task.order.startedBy().filter(id::equals).isPresent();
    }

    /** Its tasks that nobody has told to stop. */
    List<Task> tasks(ServiceRow service) {
        return service.wantedTasks().stream().filter(this::started).toList();
    }

    /** As {@code rolloutStateReason} words it. */
    String reason() {
        return switch (rollout) {
            case IN_PROGRESS -> rollingBack.orElse("ECS deployment " + id + " in progress.");
            case COMPLETED -> "ECS deployment " + id + " completed.";
            case FAILED -> "ECS deployment circuit breaker: tasks failed to start.";
        };
    }

    void becomes(Rollout next, Instant now) {
        rollout = next;
        updatedAt = now;
    }

    /** Is brought back after a later one failed. */
    void rollBack(Instant now) {
        becomes(Rollout.IN_PROGRESS, now);
        failedTasks = 0;
        rollingBack = Optional.of("ECS deployment circuit breaker: rolling back to deploymentId " + id + ".");
    }
}
