package dev.sloconsole.local.ecs;

import dev.sloconsole.local.CloudThread;
import dev.sloconsole.local.Json;
import dev.sloconsole.local.ecs.Task.Container;
import dev.sloconsole.local.ecs.Task.Health;
import dev.sloconsole.local.ecs.Task.Status;
import dev.sloconsole.local.ecs.Task.Stop;
import dev.sloconsole.local.process.ContainerSpec;
import dev.sloconsole.local.process.Containers;
import dev.sloconsole.local.process.Folders;
import dev.sloconsole.local.process.Image;
import dev.sloconsole.local.process.LoopbackPorts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one task through its life: network interface, image, containers in the order of their dependencies, Cloud Map,
 * and back. Runs on the local-cloud thread; containers are started and asked for their health on virtual threads,
 * which only hand over what they found.
 */
final class TaskRun {

    private static final Logger LOG = LoggerFactory.getLogger(TaskRun.class);

    private final Task task;
    private final TaskSurroundings around;
    private final CloudThread thread;
    private final TaskTimings timings;
    private final TaskRegistration registration;
    private final Path folder;

    TaskRun(Task task, TaskSurroundings around) {
        this.task = task;
        this.around = around;
        this.thread = around.thread();
        this.timings = around.timings();
        this.registration = new TaskRegistration(task, around);
        this.folder = around.workFolder().resolve("task-" + task.id);
    }

    void start() {
        thread.later(timings.provisioning(), this::attach);
    }

    private void attach() {
        if (!task.wanted()) {
            return;
        }
        var network = task.service.request.path("networkConfiguration").path("awsvpcConfiguration");
        task.address = Optional.of(around.addresses().attach(
                task.arn,
                task.attachmentId,
                network.path("subnets").path(0).asText("subnet-local"),
                Json.strings(network, "securityGroups"),
                network.path("assignPublicIp").asText().equals("ENABLED")));
        becomes(Status.PENDING);
        task.pullStartedAt = Optional.of(around.now());
        thread.later(timings.pulling(), this::pulled);
    }

    private void pulled() {
        if (!task.wanted()) {
            return;
        }
        task.pullStoppedAt = Optional.of(around.now());
        for (var container : task.containers) {
            if (around.image(container.definition.image()).isEmpty()) {
                container.reason = Optional.of("CannotPullContainerError: pull image manifest has been retried 1"
                        + " time(s): failed to resolve ref " + container.definition.image() + ": not found");
                stop("TaskFailedToStart", container.reason.get());
                return;
            }
            for (int port : container.definition.ports()) {
                container.ports.put(port, LoopbackPorts.free());
            }
        }
        task.address.ifPresent(address -> around.addresses().open(address, task.ports()));
        advance();
    }

    /** Starts what may start now; goes on when all has started. */
    private void advance() {
        if (!task.wanted() || task.pullStoppedAt.isEmpty()) {
            return;
        }
        for (var container : task.containers) {
            if (container.launched) {
                continue;
            }
            var allowed = Dependencies.of(container, task.containers);
            if (allowed == Dependencies.Verdict.NEVER) {
                container.reason = Optional.of("A container that this one depends on has failed.");
                stop("TaskFailedToStart", "Container " + container.definition.name()
                        + " did not start: a container that it depends on did not meet its condition.");
                return;
            }
            if (allowed == Dependencies.Verdict.NOW) {
                launch(container);
            }
        }
        boolean allStarted = task.containers.stream().allMatch(c -> c.startedAt.isPresent());
        if (allStarted && task.status == Status.PENDING) {
            becomes(Status.ACTIVATING);
            thread.later(timings.activating(), this::run);
        }
    }

    private void run() {
        if (!task.wanted()) {
            return;
        }
        task.startedAt = Optional.of(around.now());
        becomes(Status.RUNNING);
        registration.register();
        around.observer().changed(task);
    }

    // ---- containers

    private void launch(Container container) {
        container.launched = true;
        var image = around.image(container.definition.image()).orElseThrow();
        ContainerSpec spec;
        try {
            spec = spec(container);
        } catch (MissingSecret e) {
            container.reason = Optional.of(e.reason);
            stop("TaskFailedToStart", e.reason);
            return;
        }
        Thread.ofVirtual().name("start-" + container.definition.name()).start(() -> launch(container, image, spec));
    }

    private void launch(Container container, Image image, ContainerSpec spec) {
        try {
            var running = around.containers().start(image, spec, container.output,
                    code -> thread.execute(() -> exited(container, code)));
            thread.execute(() -> launched(container, running));
        } catch (IOException | RuntimeException e) {
            var message = e.getMessage();
            var reason = "CannotStartContainerError: " + (message == null ? e.toString() : message);
            container.output.add(reason);
            thread.execute(() -> failed(container, reason));
        }
    }

    private void launched(Container container, Containers.Running running) {
        container.running = Optional.of(running);
        if (container.startedAt.isEmpty()) {
            container.startedAt = Optional.of(around.now());
        }
        if (!task.wanted() && task.status.compareTo(Status.STOPPING) >= 0 && !container.over()) {
            terminate(container);
            return;
        }
        if (!container.over()) {
            container.definition.healthCheck().ifPresent(check -> watchHealth(container, check));
        }
        advance();
    }

    private void exited(Container container, int code) {
        if (container.over()) {
            return;
        }
        if (container.startedAt.isEmpty()) {
            container.startedAt = Optional.of(around.now());
        }
        container.finishedAt = Optional.of(around.now());
        container.exitCode = OptionalInt.of(code);
        ended(container);
    }

    private void failed(Container container, String reason) {
        container.finishedAt = Optional.of(around.now());
        container.reason = Optional.of(reason);
        if (task.wanted()) {
            stop("TaskFailedToStart", reason);
        }
        ended(container);
    }

    private void ended(Container container) {
        if (task.wanted() && container.definition.essential()) {
            stop("EssentialContainerExited", "Essential container in task exited");
        } else if (task.status == Status.STOPPING) {
            allStopped();
        } else {
            advance();
        }
    }

    private static final class MissingSecret extends RuntimeException {
        final String reason;

        MissingSecret(String reason) {
            super(reason);
            this.reason = reason;
        }
    }

    private ContainerSpec spec(Container container) {
        var definition = container.definition;
        Map<String, String> environment = new HashMap<>(definition.environment());
        definition.secrets().forEach((name, from) -> environment.put(name, around.secrets().apply(from)
                .orElseThrow(() -> new MissingSecret("ResourceInitializationError: unable to pull secrets or registry"
                        + " auth: unable to retrieve secret from asm: Secrets Manager can't find the specified secret: "
                        + from))));
        environment.put("ECS_CONTAINER_METADATA_URI_V4", around.metadata() + "/v4/" + container.metadataToken);
        environment.put("AWS_REGION", around.region());
        environment.put("AWS_DEFAULT_REGION", around.region());
        environment.put("AWS_EXECUTION_ENV", "AWS_ECS_FARGATE");
        Map<String, Path> mounts = new HashMap<>();
        definition.mounts().forEach((path, volume) ->
                mounts.put(path, folder.resolve("volume-" + volume.replaceAll("[^A-Za-z0-9_-]", "_"))));
        return new ContainerSpec(definition.name(), environment, definition.entryPoint(), definition.command(), mounts,
                container.ports, task.ports(), folder.resolve("container-" + definition.name()),
                around.routerDoor(task.address.orElseThrow()));
    }

    // ---- health

    private void watchHealth(Container container, HealthCheck check) {
        var port = check.target().flatMap(t -> Optional.ofNullable(container.ports.get(t.containerPort())));
        if (port.isEmpty()) {
            LOG.info("The health check of container {} is not understood, so its health stays UNKNOWN: {}",
                    container.definition.name(), check.command());
            return;
        }
        probe(container, check, check.target().orElseThrow(), port.get(), System.nanoTime(), timings.firstProbes());
    }

    private void probe(Container container, HealthCheck check, HealthCheck.Target target, int port, long began,
            Duration delay) {
        thread.later(delay, () -> {
            if (container.over() || !task.wanted()) {
                return;
            }
            Thread.ofVirtual().name("health-" + container.definition.name()).start(() -> {
                boolean passed = check.passes(port, target);
                thread.execute(() -> probed(container, check, target, port, began, passed));
            });
        });
    }

    private void probed(Container container, HealthCheck check, HealthCheck.Target target, int port, long began,
            boolean passed) {
        if (container.over() || !task.wanted()) {
            return;
        }
        boolean starting = container.health == Health.UNKNOWN
                && System.nanoTime() - began < check.startPeriod().toNanos();
        var before = container.health;
        if (passed) {
            container.failures = 0;
            container.health = Health.HEALTHY;
        } else if (!starting && ++container.failures >= check.retries()) {
            container.health = Health.UNHEALTHY;
        }
        if (before != container.health) {
            task.version++;
            registration.healthChanged();
            around.observer().changed(task);
            advance();
        }
        var interval = Duration.ofMillis((long) (check.interval().toMillis() * timings.probeInterval()));
        probe(container, check, target, port, began, starting && !passed ? timings.firstProbes() : interval);
    }

    // ---- the end

    /** Stops the task; only the first reason counts. */
    void stop(String code, String reason) {
        if (!task.wanted()) {
            return;
        }
        boolean ran = task.status == Status.RUNNING;
        task.stop = Optional.of(new Stop(code, reason, around.now()));
        if (ran) {
            becomes(Status.DEACTIVATING);
            thread.later(timings.deregistering(), this::stopContainers);
        } else {
            thread.execute(this::stopContainers);
        }
        around.observer().died(task, ran);
    }

    private void stopContainers() {
        registration.deregister();
        becomes(Status.STOPPING);
        for (var container : task.containers) {
            if (container.running.isPresent() && !container.over()) {
                terminate(container);
            }
        }
        allStopped();
    }

    private void terminate(Container container) {
        container.running.ifPresent(Containers.Running::terminate);
        var asked = container.definition.stopTimeout();
        var granted = asked.compareTo(timings.longestStop()) < 0 ? asked : timings.longestStop();
        thread.later(granted, () -> {
            if (!container.over()) {
                container.running.ifPresent(Containers.Running::kill);
            }
        });
    }

    private void allStopped() {
        boolean over = task.containers.stream().allMatch(c -> c.over() || !c.launched);
        if (!over || task.status != Status.STOPPING) {
            return;
        }
        task.executionStoppedAt = Optional.of(around.now());
        becomes(Status.DEPROVISIONING);
        task.address.ifPresent(around.addresses()::detach);
        thread.later(timings.deprovisioning(), () -> {
            task.stoppedAt = Optional.of(around.now());
            becomes(Status.STOPPED);
            Thread.ofVirtual().name("clean-" + task.id).start(() -> Folders.delete(folder));
            around.observer().changed(task);
        });
    }

    private void becomes(Status status) {
        task.status = status;
        task.version++;
    }
}
