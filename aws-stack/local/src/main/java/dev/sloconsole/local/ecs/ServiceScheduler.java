package dev.sloconsole.local.ecs;

import dev.sloconsole.local.ecs.Deployment.Rollout;
import dev.sloconsole.local.ecs.ServiceRow.Status;
import dev.sloconsole.local.ecs.Task.Health;
import dev.sloconsole.local.ground.Timings;
import dev.sloconsole.local.ground.Timings.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Keeps every service at its desired count: starts what is missing, replaces what died or turned unhealthy, moves a
 * service over to a new deployment within its limits, and says so in the service's events. A task that reached RUNNING
 * is replaced at once, however often; only tasks that never ran are tried again more and more slowly. Runs on the
 * local-cloud thread.
 */
final class ServiceScheduler {

    /** What the scheduler needs done to tasks. */
    interface Hands {
        Task start(ServiceRow service, Deployment deployment);

        /** Whether the account's quota leaves room for another task. */
        boolean hasRoom();

        void stop(Task task, String code, String reason);

        Instant now();

        void later(Duration delay, Runnable work);
    }

    private static final int TRIES_BEFORE_A_WARNING = 3;
    private static final int MOST_DOUBLINGS = 20;

    private final Hands hands;
    private final Timings timings;

    ServiceScheduler(Hands hands, Timings timings) {
        this.hands = hands;
        this.timings = timings;
    }

    /** A task of the service has a new status or health. */
    void changed(ServiceRow service, Task task) {
        if (task.running()) {
            service.failedStarts = 0;
        }
        if (task.serving() && !task.served) {
            task.served = true;
            deploymentOf(service, task).ifPresent(CircuitBreaker::succeeded);
        }
        reconcile(service);
    }

    /** A task of the service began to stop. */
    void died(ServiceRow service, Task task) {
        var code = task.stop.orElseThrow().code();
        var delay = timings.of(Step.RESCHEDULING);
        if (code.equals("TaskFailedToStart")) {
            delay = backoff(service.failedStarts);
            if (++service.failedStarts == TRIES_BEFORE_A_WARNING) {
                event(
                        service,
                        "is unable to consistently start tasks successfully. For more information, see the"
                                + " Troubleshooting section of the Amazon ECS Developer Guide.");
            }
        }
        startLater(service, delay);
        if (!task.served && (code.equals("TaskFailedToStart") || code.equals("EssentialContainerExited"))) {
            deploymentOf(service, task).ifPresent(d -> CircuitBreaker.failed(service, d, hands.now()));
        }
    }

    /** A moment later than allowed, lest the two clocks disagree about when that is. */
    private void startLater(ServiceRow service, Duration delay) {
        service.startNotBefore = Optional.of(hands.now().plus(delay));
        hands.later(delay.plusMillis(1), () -> reconcile(service));
    }

    private Duration backoff(int failures) {
        var wanted = timings.of(Step.FIRST_BACKOFF).multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
        var longest = timings.of(Step.LONGEST_BACKOFF);
        return wanted.compareTo(longest) < 0 ? wanted : longest;
    }

    private static Optional<Deployment> deploymentOf(ServiceRow service, Task task) {
        return service.deployments.stream().filter(d -> d.started(task)).findFirst();
    }

    /** Does what must be done now; doing it twice does no harm. */
    void reconcile(ServiceRow service) {
        switch (service.status) {
            case ACTIVE -> {
                List.copyOf(service.deployments).forEach(d -> replaceUnhealthy(service, d));
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

    // ---- unhealthy tasks

    private static boolean sick(Task task) {
        return task.running() && task.health() == Health.UNHEALTHY;
    }

    /**
     * In a deployment that is still to prove itself an unhealthy task goes at once. Otherwise its replacement comes
     * first, as far as the maximum allows; where it does not, unhealthy tasks go one by one to make room.
     */
    private void replaceUnhealthy(ServiceRow service, Deployment deployment) {
        var tasks = deployment.tasks(service);
        var sick = tasks.stream().filter(ServiceScheduler::sick).toList();
        for (var task : sick) {
            if (!task.reportedUnhealthy) {
                task.reportedUnhealthy = true;
                event(service, "(task " + task.id + ") failed container health checks.");
                if (!task.served) {
                    CircuitBreaker.failed(service, deployment, hands.now());
                }
            }
        }
        if (sick.isEmpty()) {
            return;
        }
        long going = sick.size();
        if (deployment.rollout == Rollout.COMPLETED) {
            int wanted = deployment == service.primary() ? service.desiredCount : deployment.held;
            long serving = tasks.stream().filter(Task::serving).count();
            going = Math.clamp(serving + sick.size() - wanted, 0, sick.size());
            boolean waiting = serving + sick.size() < tasks.size();
            if (going == 0 && !waiting && service.room() <= 0) {
                going = 1;
            }
        }
        stop(service, sick.stream().limit(going).toList(), "Task failed container health checks");
    }

    // ---- counts

    private static long fit(ServiceRow service, Deployment deployment) {
        return deployment.tasks(service).stream().filter(t -> !sick(t)).count();
    }

    /** What the primary deployment lacks, then what one that is being replaced lost without the scheduler's doing. */
    private void startMissing(ServiceRow service) {
        if (service.startNotBefore.filter(hands.now()::isBefore).isPresent()) {
            return;
        }
        var primary = service.primary();
        if (primary.rollout != Rollout.FAILED) {
            start(service, primary, service.desiredCount - fit(service, primary));
        }
        for (var older : service.deployments.subList(1, service.deployments.size())) {
            if (older.rollout == Rollout.COMPLETED) {
                long missing = Math.min(older.held - fit(service, older), service.desiredCount - service.serving());
                start(service, older, missing);
            }
        }
    }

    private void start(ServiceRow service, Deployment deployment, long missing) {
        long count = Math.min(missing, service.room());
        if (count <= 0) {
            return;
        }
        service.steady = false;
        var ids = new ArrayList<String>();
        while (ids.size() < count && hands.hasRoom()) {
            ids.add("(task " + hands.start(service, deployment).id + ")");
        }
        if (!ids.isEmpty()) {
            event(service, "has started " + ids.size() + " tasks: " + String.join(" ", ids) + ".");
        }
        if (ids.size() < count) {
            unplaced(service);
        } else {
            service.unplaced = false;
        }
    }

    /** The quota is used up; told once, and looked at again until there is room. */
    private void unplaced(ServiceRow service) {
        if (!service.unplaced) {
            service.unplaced = true;
            event(
                    service,
                    "was unable to place a task. Reason: " + Refusals.QUOTA + " For more information, see the"
                            + " Troubleshooting section of the Amazon ECS Developer Guide.");
        }
        startLater(service, timings.of(Step.PLACING));
    }

    private void stopSurplus(ServiceRow service) {
        var fit =
                service.primary().tasks(service).stream().filter(t -> !sick(t)).toList();
        stop(
                service,
                fit.stream()
                        .sorted(Comparator.comparing(Task::serving))
                        .limit(Math.max(0, fit.size() - service.desiredCount))
                        .toList());
    }

    private void stopOutdated(ServiceRow service) {
        var primary = service.primary();
        var outdated =
                service.wantedTasks().stream().filter(t -> !primary.started(t)).toList();
        long spare = Math.max(0, service.serving() - service.floor());
        boolean inTheWay = service.room() <= 0 && primary.tasks(service).isEmpty();
        boolean enough = service.serving() >= service.floor() || inTheWay;
        stop(
                service,
                outdated.stream()
                        .filter(t -> !t.serving() && (enough || failed(service, t)))
                        .toList());
        stop(service, outdated.stream().filter(Task::serving).limit(spare).toList());
        boolean served = primary.tasks(service).stream().filter(Task::serving).count() >= service.desiredCount;
        service.deployments.removeIf(d -> d != primary
                && d.tasks(service).isEmpty()
                && switch (d.rollout) {
                    case IN_PROGRESS -> true;
                    case COMPLETED -> served || d.held <= 0;
                    case FAILED ->
                        service.tasks.stream().filter(d::started).allMatch(t -> t.status == Task.Status.STOPPED);
                });
        boolean blocked = service.deployments.size() > 1
                && service.room() <= 0
                && spare == 0
                && primary.tasks(service).stream().allMatch(Task::serving)
                && !served;
        if (blocked && !primary.stuck) {
            primary.stuck = true;
            event(
                    service,
                    "is unable to stop or start tasks during a deployment because of the service deployment"
                            + " configuration. Update the minimumHealthyPercent or maximumPercent value and try again.");
        }
    }

    private static boolean failed(ServiceRow service, Task task) {
        return deploymentOf(service, task)
                .filter(d -> d.rollout == Rollout.COMPLETED)
                .isEmpty();
    }

    private void stop(ServiceRow service, List<Task> tasks) {
        tasks.forEach(task -> stop(
                service,
                task,
                "Scaling activity initiated by (deployment "
                        + task.order.startedBy().orElse("") + ")"));
        stopped(service, tasks);
    }

    private void stop(ServiceRow service, List<Task> tasks, String reason) {
        tasks.forEach(task -> stop(service, task, reason));
        stopped(service, tasks);
    }

    private void stop(ServiceRow service, Task task, String reason) {
        if (!sick(task)) {
            deploymentOf(service, task).ifPresent(d -> d.held--);
        }
        hands.stop(task, "ServiceSchedulerInitiated", reason);
    }

    private void stopped(ServiceRow service, List<Task> tasks) {
        if (!tasks.isEmpty()) {
            service.steady = false;
            var ids = tasks.stream().map(t -> "(task " + t.id + ")").toList();
            event(service, "has stopped " + tasks.size() + " running tasks: " + String.join(" ", ids) + ".");
        }
    }

    private void settle(ServiceRow service) {
        var primary = service.primary();
        var mine = primary.tasks(service);
        boolean steady = service.deployments.size() == 1
                && mine.size() == service.desiredCount
                && mine.stream().allMatch(Task::serving);
        if (!steady) {
            service.steady = false;
            return;
        }
        if (primary.rollout == Rollout.IN_PROGRESS) {
            primary.becomes(Rollout.COMPLETED, hands.now());
            service.lastCompleted = Optional.of(primary);
            event(service, "(deployment " + primary.id + ") deployment completed.");
        }
        if (!service.steady) {
            service.steady = true;
            event(service, "has reached a steady state.");
        }
    }

    private void event(ServiceRow service, String message) {
        service.event(hands.now(), message);
    }
}
