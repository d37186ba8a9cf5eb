package dev.sloconsole.session.rehearsal;

import java.time.Duration;
import java.util.Optional;

/**
 * How long a rehearsal waits before it gives something up.
 *
 * @param step for all checkpoints of a step, at least
 * @param waits how many times what a step's own time is, as its author says; 0 where it does not count
 * @param delete for the deletion of the stack
 * @param settle for the traffic to be all good again before a kill
 */
public record RehearsalPace(Duration step, int waits, Duration delete, Duration settle) {

    /** For tests: nothing waits longer than it must. */
    public static final RehearsalPace FAST =
            new RehearsalPace(Duration.ofSeconds(45), 2, Duration.ofSeconds(30), Duration.ofSeconds(5));

    /** For the local cloud at the pace of a class. */
    public static final RehearsalPace CLASSROOM =
            new RehearsalPace(Duration.ofMinutes(2), 2, Duration.ofMinutes(2), Duration.ofSeconds(10));

    /** For AWS, or as long as AWS takes. */
    public static final RehearsalPace AWS =
            new RehearsalPace(Duration.ofMinutes(12), 3, Duration.ofMinutes(15), Duration.ofSeconds(10));

    /** For a step whose author says how long it takes, or does not. */
    Duration step(Optional<Duration> wait) {
        var asWritten = wait.map(w -> w.multipliedBy(waits)).orElse(Duration.ZERO);
        return asWritten.compareTo(step) > 0 ? asWritten : step;
    }

    /** The same where no step may take longer than so. */
    public RehearsalPace withStep(Duration most) {
        return new RehearsalPace(most, 0, delete, settle);
    }
}
