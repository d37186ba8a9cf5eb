package dev.sloconsole.local.ecs;

import dev.sloconsole.local.Pace;
import java.time.Duration;

/**
 * How long each step of a task's life takes at a pace, beside what its processes need. The one table of ECS's timings.
 *
 * <p>The column of pace AWS adds up to what public records of Fargate tasks show: created to started 20 s, stop
 * requested to STOPPED up to 33 s (the task's own stop timeout included). The column of the classroom is chosen: about
 * eight seconds from the death of a task to its replacement serving, long enough to watch every status.
 *
 * @param provisioning PROVISIONING: the network interface is made
 * @param pulling PENDING: the images come
 * @param activating ACTIVATING: the instance goes into Cloud Map
 * @param deregistering DEACTIVATING: until the instance has left Cloud Map
 * @param deprovisioning DEPROVISIONING: the network interface goes
 * @param rescheduling from a task's death to the scheduler's answer
 * @param firstBackoff before a second try after a task that never ran; doubles with each
 * @param longestStop no container gets more time than this between SIGTERM and SIGKILL
 * @param firstProbes between health checks until the first success
 * @param probeInterval of a health check's interval: this part of it
 */
record TaskTimings(
        Duration provisioning,
        Duration pulling,
        Duration activating,
        Duration deregistering,
        Duration deprovisioning,
        Duration rescheduling,
        Duration firstBackoff,
        Duration longestStop,
        Duration firstProbes,
        double probeInterval) {

    static TaskTimings of(Pace pace) {
        return switch (pace) {
            case FAST -> new TaskTimings(millis(50), millis(50), millis(50), millis(100), millis(100), millis(0),
                    millis(100), millis(3_000), millis(100), 0.2);
            case CLASSROOM -> new TaskTimings(millis(2_000), millis(2_000), millis(1_500), millis(2_000),
                    millis(2_500), millis(1_500), millis(1_000), millis(10_000), millis(250), 0.5);
            case AWS -> new TaskTimings(millis(8_500), millis(9_000), millis(1_500), millis(3_000),
                    millis(20_000), millis(3_000), millis(5_000), millis(120_000), millis(2_000), 1);
        };
    }

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }
}
