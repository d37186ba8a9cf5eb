package dev.sloconsole.session.rehearsal;

import java.time.Duration;

/**
 * How long a rehearsal waits before it gives something up.
 *
 * @param step for all checkpoints of a step
 * @param delete for the deletion of the stack
 * @param settle for the traffic to be all good again before a kill
 */
public record RehearsalPace(Duration step, Duration delete, Duration settle) {

    /** For tests: nothing waits longer than it must. */
    public static final RehearsalPace FAST =
            new RehearsalPace(Duration.ofSeconds(45), Duration.ofSeconds(30), Duration.ofSeconds(5));

    /** For the local cloud at the pace of a class. */
    public static final RehearsalPace CLASSROOM =
            new RehearsalPace(Duration.ofMinutes(2), Duration.ofMinutes(2), Duration.ofSeconds(10));

    /** For AWS, or as long as AWS takes. */
    public static final RehearsalPace AWS =
            new RehearsalPace(Duration.ofMinutes(12), Duration.ofMinutes(15), Duration.ofSeconds(10));
}
