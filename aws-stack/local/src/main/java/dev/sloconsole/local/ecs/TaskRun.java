package dev.sloconsole.local.ecs;

import dev.sloconsole.local.ecs.Task.Container;
import dev.sloconsole.local.ecs.Task.Status;
import dev.sloconsole.local.ecs.Task.Stop;
import dev.sloconsole.local.ground.CloudThread;
import dev.sloconsole.local.ground.Json;
import dev.sloconsole.local.ground.Timings;
import dev.sloconsole.local.ground.Timings.Step;
import dev.sloconsole.local.process.ContainerSpec;
import dev.sloconsole.local.process.Containers;
import dev.sloconsole.local.process.Folders;
import dev.sloconsole.local.process.Image;
import dev.sloconsole.local.process.LoopbackPorts;
import dev.sloconsole.local.wire.AwsError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Takes one task through its life: network interface, image, containers in the order of their dependencies, Cloud Map,
 * and back. Runs on the local-cloud thread; containers are started and asked for their health on virtual threads,
 * which only hand over what they found.
 */
final class TaskRun {

    private final Task task;
    private final TaskSurroundings around;
    private final CloudThread thread;
    private final Timings timings;
    private final TaskRegistration registration;
    private final HealthWatch health;
    private final Path folder;

    TaskRun(Task task, TaskSurroundings around) {
        this.task = task;
        this.around = around;
        this.thread = around.thread();
        this.timings = around.timings();
        this.registration = new TaskRegistration(task, around);
        this.health = new HealthWatch(task, thread, timings, this::healthChanged);
        this.folder = around.workFolder().resolve("task-" + task.id);
    }

    void start() {
        thread.later(timings.of(Step.PROVISIONING), this::attach);
    }

    private void attach() {
        if (!task.wanted()) {
            return;
        }
        var subnets = task.order.subnets().stream()
                .flatMap(id -> around.subnet(id).stream())
                .toList();
        task.address = subnets.isEmpty()
                ? Optional.empty()
                : around.addresses()
                        .attach(
                                task.arn,
                                task.attachmentId,
                                subnets,
                                Json.strings(task.order.network(), "securityGroups"),
                                task.order.isPublic());
        if (task.address.isEmpty()) {
            stop(
                    "TaskFailedToStart",
                    "Unexpected EC2 error while attempting to Create Network Interface"
                            + (task.order.isPublic() ? " with public IP assignment enabled" : "") + " in subnet '"
                            + String.join("', '", task.order.subnets()) + "': "
                            + (subnets.isEmpty() ? "InvalidSubnetID.NotFound" : "InsufficientFreeAddressesInSubnet"));
            return;
        }
        task.connectedAt = Optional.of(around.now());
        task.pullStartedAt = Optional.of(around.now());
        becomes(Status.PENDING);
        thread.later(timings.of(Step.PULLING), this::pulled);
    }

    private void pulled() {
        if (!task.wanted()) {
            return;
        }
        for (var container : task.containers) {
            if (around.image(container.definition.image()).isEmpty()) {
                failedToStart(
                        container,
                        "CannotPullContainerError: pull image manifest has been retried 1"
                                + " time(s): failed to resolve ref " + container.definition.image() + ": not found");
                return;
            }
        }
        task.pullStoppedAt = Optional.of(around.now());
        for (var container : task.containers) {
            if (!openLog(container)) {
                failedToStart(
                        container,
                        "ResourceInitializationError: failed to validate logger args: create stream"
                                + " has been retried 1 times: failed to create Cloudwatch log stream:"
                                + " ResourceNotFoundException: The specified log group does not exist. : exit status 1");
                return;
            }
            for (int port : container.definition.ports()) {
                container.ports.put(port, LoopbackPorts.free());
            }
        }
        task.address.ifPresent(address -> around.addresses().open(address, task.ports()));
        advance();
    }

    private boolean openLog(Container container) {
        var logs = container.definition.logs();
        if (logs.isEmpty()) {
            return true;
        }
        var stream = logs.get().stream(container.definition.name(), task.id, container.runtimeId);
        var opened = around.logs().open(logs.get().group(), stream, logs.get().createGroup());
        opened.ifPresent(found -> container.output = found);
        return opened.isPresent();
    }

    private void failedToStart(Container container, String reason) {
        container.reason = Optional.of(reason);
        stop("TaskFailedToStart", reason);
    }

    /** Starts what may start now; goes on when all has started. */
    private void advance() {
        if (!task.wanted() || task.pullStoppedAt.isEmpty()) {
            return;
        }
        for (var container : task.containers) {
            if (container.ordered) {
                continue;
            }
            var allowed = Dependencies.of(container, task.containers);
            if (allowed == Dependencies.Verdict.NEVER) {
                container.reason = Optional.of("dependency graph: failed to resolve container ordering dependency for"
                        + " target [" + container.definition.name() + "]");
                stop("TaskFailedToStart", "Task failed to start");
                return;
            }
            if (allowed == Dependencies.Verdict.NOW) {
                container.ordered = true;
                around.launches().add(() -> launch(container));
                if (!task.wanted()) {
                    return;
                }
            }
        }
        boolean allStarted = task.containers.stream().allMatch(c -> c.startedAt.isPresent());
        if (allStarted && task.status == Status.PENDING) {
            becomes(Status.ACTIVATING);
            thread.later(timings.of(Step.ACTIVATING), this::run);
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

    private void healthChanged() {
        task.version++;
        registration.healthChanged();
        around.observer().changed(task);
        advance();
    }

    // ---- containers

    /** Whether a process is on its way now, so that others must wait. */
    private boolean launch(Container container) {
        if (!task.wanted()) {
            return false;
        }
        ContainerSpec spec;
        try {
            spec = ContainerSpecs.of(container, task, around, folder);
        } catch (AwsError e) {
            failedToStart(
                    container,
                    "ResourceInitializationError: unable to pull secrets or registry auth: execution"
                            + " resource retrieval failed: unable to retrieve secret from asm: " + e.text());
            return false;
        }
        container.launched = true;
        var image = around.image(container.definition.image()).orElseThrow();
        Thread.ofVirtual().name("start-" + container.definition.name()).start(() -> launch(container, image, spec));
        return true;
    }

    private void launch(Container container, Image image, ContainerSpec spec) {
        try {
            var running = around.containers()
                    .start(image, spec, container.output::add, code -> thread.execute(() -> exited(container, code)));
            thread.execute(() -> launched(container, running));
        } catch (IOException | RuntimeException e) {
            var message = e.getMessage();
            var reason = "CannotStartContainerError: " + (message == null ? e.toString() : message);
            thread.execute(() -> failed(container, reason));
        }
    }

    private void launched(Container container, Containers.Running running) {
        around.launches().launched();
        container.running = Optional.of(running);
        if (container.startedAt.isEmpty()) {
            container.startedAt = Optional.of(around.now());
        }
        if (task.status.compareTo(Status.STOPPING) >= 0) {
            stopNext();
            return;
        }
        if (!container.over()) {
            health.watch(container);
            container
                    .definition
                    .startTimeout()
                    .ifPresent(timeout -> thread.later(timeout, () -> {
                        container.startTimedOut = true;
                        advance();
                    }));
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
        container.exitCode = OptionalInt.of(code);
        ended(container);
    }

    private void failed(Container container, String reason) {
        around.launches().launched();
        container.reason = Optional.of(reason);
        if (task.wanted()) {
            stop("TaskFailedToStart", reason);
        }
        ended(container);
    }

    private void ended(Container container) {
        container.finishedAt = Optional.of(around.now());
        if (task.wanted() && container.definition.essential()) {
            stop("EssentialContainerExited", "Essential container in task exited");
        } else if (task.status == Status.STOPPING) {
            stopNext();
        } else {
            advance();
        }
    }

    // ---- the end

    /** Stops the task; only the first reason counts. */
    void stop(String code, String reason) {
        if (!task.wanted()) {
            return;
        }
        boolean ran = task.status == Status.RUNNING;
        task.stop = Optional.of(new Stop(code, reason, around.now()));
        task.version++;
        if (ran) {
            becomes(Status.DEACTIVATING);
            thread.later(timings.of(Step.DEREGISTERING), this::stopContainers);
        } else {
            thread.execute(this::stopContainers);
        }
        around.observer().died(task);
    }

    private void stopContainers() {
        registration.deregister();
        becomes(Status.STOPPING);
        stopNext();
    }

    /** Ends the containers that no other needs any more: dependencies count in reverse when a task stops. */
    private void stopNext() {
        for (var container : task.containers) {
            if (container.running.isPresent()
                    && !container.over()
                    && !container.terminating
                    && Dependencies.mayStop(container, task.containers)) {
                terminate(container, container.running.get());
            }
        }
        boolean over = task.containers.stream().allMatch(c -> c.over() || !c.launched);
        if (over && task.status == Status.STOPPING) {
            deprovision();
        }
    }

    private void terminate(Container container, Containers.Running running) {
        container.terminating = true;
        running.terminate();
        var asked = container.definition.stopTimeout();
        var longest = timings.of(Step.LONGEST_STOP);
        thread.later(asked.compareTo(longest) < 0 ? asked : longest, () -> {
            if (!container.over()) {
                running.kill();
            }
        });
    }

    private void deprovision() {
        task.executionStoppedAt = Optional.of(around.now());
        becomes(Status.DEPROVISIONING);
        task.address.ifPresent(around.addresses()::detach);
        thread.later(timings.of(Step.DEPROVISIONING), () -> {
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
