package dev.sloconsole.local.ecs;

import dev.sloconsole.local.ecs.ServiceRow.Deployment;
import dev.sloconsole.local.ecs.ServiceRow.Rollout;
import dev.sloconsole.local.ecs.ServiceRow.Status;
import dev.sloconsole.local.ecs.Task.Health;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Keeps every service at its desired count: starts what is missing, replaces what died, moves a service over to a new
 * deployment within its limits, and says so in the service's events. A task that reached RUNNING is replaced at once,
 * however often; only tasks that never ran are tried again more and more slowly. Runs on the local-cloud thread.
 */
final class ServiceScheduler implements TaskSurroundings.Observer {

    /** What the scheduler needs done to tasks. */
    interface Hands {
        Task start(ServiceRow service, Deployment deployment);

        void stop(Task task, String code, String reason);

        /** A task has reached STOPPED. */
        void stopped(Task task);

        Instant now();

        void later(Duration delay, Runnable work);
    }

    private static final int LARGEST_BACKOFF_DOUBLINGS = 8;

    private final Hands hands;
    private final TaskTimings timings;

    ServiceScheduler(Hands hands, TaskTimings timings) {
        this.hands = hands;
        this.timings = timings;
    }

    @Override
    public void changed(Task task) {
        var service = task.service;
        if (task.status == Task.Status.STOPPED) {
            hands.stopped(task);
        }
        if (task.running()) {
            service.failedStarts = 0;
        }
        if (task.running() && task.health() == Health.UNHEALTHY) {
            event(service, "(task " + task.id + ") failed container health checks.");
            hands.stop(task, "ServiceSchedulerInitiated", "Task failed container health checks");
        }
        reconcile(service);
    }

    @Override
    public void died(Task task, boolean ran) {
        var service = task.service;
        var delay = timings.rescheduling();
        boolean ours = task.stop.map(s -> s.code().equals("ServiceSchedulerInitiated")).orElse(false);
        if (!ran && !ours) {
            delay = timings.firstBackoff()
                    .multipliedBy(1L << Math.min(service.failedStarts, LARGEST_BACKOFF_DOUBLINGS));
            if (++service.failedStarts == 3) {
                event(service, "is unable to consistently start tasks successfully. For more information, see the"
                        + " Troubleshooting section of the Amazon ECS Developer Guide.");
            }
            service.deployments.stream()
                    .filter(d -> d.id.equals(task.startedBy))
                    .forEach(d -> failedTask(service, d));
        }
        service.startNotBefore = Optional.of(hands.now().plus(delay));
        hands.later(delay, () -> reconcile(service));
    }

    private void failedTask(ServiceRow service, Deployment deployment) {
        deployment.failedTasks++;
        boolean breaker = service.request.path("deploymentConfiguration").path("deploymentCircuitBreaker")
                .path("enable").asBoolean(false);
        int threshold = Math.clamp(Math.ceilDiv(service.desiredCount, 2), 3, 200);
        if (breaker && deployment.rollout == Rollout.IN_PROGRESS && deployment.failedTasks >= threshold) {
            deployment.rollout = Rollout.FAILED;
            deployment.updatedAt = hands.now();
            event(service, "(deployment " + deployment.id + ") deployment failed: tasks failed to start.");
        }
    }

    /** Does what must be done now; doing it twice does no harm. */
    void reconcile(ServiceRow service) {
        switch (service.status) {
            case ACTIVE -> {
                startMissing(service);
                stopSurplus(service);
                stopOutdated(service);
                settle(service);
            }
            case DRAINING -> {
                stop(service, service.wantedTasks());
                if (service.tasks.stream().allMatch(t -> t.status == Task.Status.STOPPED)) {
                    service.status = Status.INACTIVE;
                    service.deployments.clear();
                }
            }
            case INACTIVE -> {}
        }
    }

    private static List<Task> of(Deployment deployment, ServiceRow service) {
        return service.wantedTasks().stream().filter(t -> t.startedBy.equals(deployment.id)).toList();
    }

    private static List<Task> outdated(ServiceRow service) {
        return service.wantedTasks().stream().filter(t -> !t.startedBy.equals(service.primary().id)).toList();
    }

    private void startMissing(ServiceRow service) {
        var primary = service.primary();
        int missing = service.desiredCount - of(primary, service).size();
        int ceiling = Math.max(1, service.desiredCount * percent(service, "maximumPercent", 200) / 100);
        int count = Math.min(missing, ceiling - service.wantedTasks().size());
        boolean tooEarly = service.startNotBefore.filter(hands.now()::isBefore).isPresent();
        if (count <= 0 || primary.rollout == Rollout.FAILED || tooEarly) {
            return;
        }
        service.steady = false;
        var ids = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            ids.add("(task " + hands.start(service, primary).id + ")");
        }
        event(service, "has started " + count + " tasks: " + String.join(" ", ids) + ".");
    }

    private void stopSurplus(ServiceRow service) {
        var mine = of(service.primary(), service);
        stop(service, mine.stream()
                .sorted(Comparator.comparing(Task::serving))
                .limit(Math.max(0, mine.size() - service.desiredCount))
                .toList());
    }

    private void stopOutdated(ServiceRow service) {
        var outdated = outdated(service);
        long serving = service.wantedTasks().stream().filter(Task::serving).count();
        long floor = Math.ceilDiv((long) service.desiredCount * percent(service, "minimumHealthyPercent", 100), 100L);
        long spare = Math.max(0, serving - floor);
        var idle = outdated.stream().filter(t -> !t.serving()).toList();
        stop(service, idle);
        stop(service, outdated.stream().filter(Task::serving).limit(spare).toList());
        if (outdated(service).isEmpty() && service.deployments.size() > 1) {
            service.deployments.subList(1, service.deployments.size()).clear();
        }
    }

    private static int percent(ServiceRow service, String field, int otherwise) {
        return service.request.path("deploymentConfiguration").path(field).asInt(otherwise);
    }

    private void stop(ServiceRow service, List<Task> tasks) {
        if (tasks.isEmpty()) {
            return;
        }
        service.steady = false;
        tasks.forEach(task -> hands.stop(task, "ServiceSchedulerInitiated",
                "Scaling activity initiated by (deployment " + task.startedBy + ")"));
        var ids = tasks.stream().map(t -> "(task " + t.id + ")").toList();
        event(service, "has stopped " + tasks.size() + " running tasks: " + String.join(" ", ids) + ".");
    }

    private void settle(ServiceRow service) {
        var mine = of(service.primary(), service);
        boolean steady = service.deployments.size() == 1
                && mine.size() == service.desiredCount
                && mine.stream().allMatch(Task::serving);
        if (!steady) {
            service.steady = false;
            return;
        }
        var primary = service.primary();
        if (primary.rollout == Rollout.IN_PROGRESS) {
            primary.rollout = Rollout.COMPLETED;
            primary.updatedAt = hands.now();
            event(service, "(deployment " + primary.id + ") deployment completed.");
        }
        if (!service.steady) {
            service.steady = true;
            event(service, "has reached a steady state.");
        }
    }

    private void event(ServiceRow service, String message) {
        service.event(UUID.randomUUID().toString(), hands.now(), "(service " + service.name + ") " + message);
    }
}
