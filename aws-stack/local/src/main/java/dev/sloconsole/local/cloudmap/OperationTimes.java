package dev.sloconsole.local.cloudmap;

import dev.sloconsole.local.Pace;
import java.time.Duration;

/**
 * How long Cloud Map's operations take at a pace: the one table of its timings.
 *
 * <p>The column of pace AWS: 40 s for a namespace is the operation in
 * <a href="https://docs.aws.amazon.com/cloud-map/latest/api/API_GetOperation.html">AWS's own example</a>; 30 s before
 * an unhealthy instance is left out is what AWS says of
 * <a href="https://docs.aws.amazon.com/cloud-map/latest/api/API_HealthCheckCustomConfig.html">custom health checks</a>;
 * for the others AWS gives no figure, and they are chosen. The column of the classroom is chosen, short enough to wait
 * for. What ECS registers takes no time of its own: it is part of ECS's timings.
 *
 * @param pending SUBMITTED: until the work begins
 * @param creatingNamespace the hosted zone is made
 * @param deletingNamespace the hosted zone goes
 * @param changing records are written: an instance comes or goes, a service or namespace is updated
 * @param unhealthy from the report that an instance is unhealthy until DNS and discovery leave it out
 */
record OperationTimes(
        Duration pending,
        Duration creatingNamespace,
        Duration deletingNamespace,
        Duration changing,
        Duration unhealthy) {

    static OperationTimes of(Pace pace) {
        return switch (pace) {
            case FAST -> new OperationTimes(millis(5), millis(5), millis(5), millis(20), millis(0));
            case CLASSROOM -> new OperationTimes(millis(300), millis(2_200), millis(1_000), millis(1_000),
                    millis(3_000));
            case AWS -> new OperationTimes(millis(1_000), millis(39_000), millis(30_000), millis(4_000),
                    millis(30_000));
        };
    }

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }
}
