package dev.sloconsole.local.ecs;

import dev.sloconsole.local.ecs.Deployment.Rollout;
import java.time.Instant;

/**
 * The deployment circuit breaker. A task that ends or turns unhealthy before it ever served is a failure; a task that
 * serves sets the count back to nothing and ends the counting. Half of the desired count, but three at least and 200 at
 * most, are too many: the deployment fails and, where asked for, the service goes back to the last completed one.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html">AWS</a>
 */
final class CircuitBreaker {

    private static final int LEAST = 3;
    private static final int MOST = 200;

    private CircuitBreaker() {}

    static int threshold(int desiredCount) {
        return Math.clamp(Math.ceilDiv(desiredCount, 2), LEAST, MOST);
    }

    /** A task of the deployment serves. */
    static void succeeded(Deployment deployment) {
        deployment.failedTasks = 0;
        deployment.proven = true;
    }

    /** A task of the deployment has failed before it served. */
    static void failed(ServiceRow service, Deployment deployment, Instant now) {
        if (deployment.proven) {
            return;
        }
        deployment.failedTasks++;
        deployment.updatedAt = now;
        if (deployment.rollout == Rollout.IN_PROGRESS
                && service.circuitBreaker("enable")
                && deployment.failedTasks >= threshold(service.desiredCount)) {
            deployment.becomes(Rollout.FAILED, now);
            service.event(now, "(deployment " + deployment.id + ") deployment failed: tasks failed to start.");
            if (service.circuitBreaker("rollback") && deployment == service.primary()) {
                service.lastCompleted.ifPresent(last -> rollBack(service, last, now));
            }
        }
    }

    /** Makes the last completed deployment the primary one again, with what is left of its tasks. */
    private static void rollBack(ServiceRow service, Deployment last, Instant now) {
        service.event(now, "rolling back to deployment " + last.id + ".");
        service.deployments.remove(last);
        service.deploy(last);
        last.rollBack(now);
    }
}
