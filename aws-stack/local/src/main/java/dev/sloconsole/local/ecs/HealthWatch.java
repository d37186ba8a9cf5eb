package dev.sloconsole.local.ecs;

import dev.sloconsole.local.ecs.Task.Container;
import dev.sloconsole.local.ecs.Task.Health;
import dev.sloconsole.local.ground.CloudThread;
import dev.sloconsole.local.ground.Timings;
import dev.sloconsole.local.ground.Timings.Step;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the containers of one task for their health: after a start period in which failures do not count,
 * {@code retries} of them in a row make a container UNHEALTHY, and one success makes it HEALTHY. Runs on the
 * local-cloud thread; each check on a virtual one.
 */
final class HealthWatch {

    private static final Logger LOG = LoggerFactory.getLogger(HealthWatch.class);

    private final Task task;
    private final CloudThread thread;
    private final Timings timings;
    private final Runnable changed;

    /** @param changed told whenever a container's health is another one */
    HealthWatch(Task task, CloudThread thread, Timings timings, Runnable changed) {
        this.task = task;
        this.thread = thread;
        this.timings = timings;
        this.changed = changed;
    }

    /** Begins with a container that has just started. */
    void watch(Container container) {
        container.definition.healthCheck().ifPresent(check -> {
            var target = check.target();
            var port = target.flatMap(t -> Optional.ofNullable(container.ports.get(t.containerPort())));
            if (port.isEmpty()) {
                LOG.info(
                        "The health check of container {} is not understood, so its health stays UNKNOWN: {}",
                        container.definition.name(),
                        check.command());
                return;
            }
            new Probing(container, check, target.orElseThrow(), port.get(), System.nanoTime())
                    .after(timings.of(Step.FIRST_PROBES));
        });
    }

    private final class Probing {
        private final Container container;
        private final HealthCheck check;
        private final HealthCheck.Target target;
        private final int port;
        private final long began;

        Probing(Container container, HealthCheck check, HealthCheck.Target target, int port, long began) {
            this.container = container;
            this.check = check;
            this.target = target;
            this.port = port;
            this.began = began;
        }

        void after(Duration delay) {
            thread.later(delay, () -> {
                if (!container.over() && task.wanted()) {
                    Thread.ofVirtual()
                            .name("health-" + container.definition.name())
                            .start(() -> {
                                boolean passed = check.passes(port, target);
                                thread.execute(() -> probed(passed));
                            });
                }
            });
        }

        private void probed(boolean passed) {
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
                changed.run();
            }
            var interval = Duration.ofMillis((long) (check.interval().toMillis() * timings.probeInterval()));
            after(starting && !passed ? timings.of(Step.FIRST_PROBES) : interval);
        }
    }
}
