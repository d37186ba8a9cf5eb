package dev.sloconsole.desktop.screen.control;

import java.time.Duration;
import java.util.Optional;

/**
 * A dangerous thing must be asked for twice: the first press arms for {@link #LIMIT}, a second one within that time
 * does it. Times are nanoseconds of any steady clock, given by the caller.
 */
public final class Arming {

    public static final Duration LIMIT = Duration.ofSeconds(3);

    private Optional<Long> armedAt = Optional.empty();

    /** A press; true if it is the second one in time, which disarms as well. */
    public boolean press(long nanos) {
        if (secondsLeft(nanos) > 0) {
            armedAt = Optional.empty();
            return true;
        }
        armedAt = Optional.of(nanos);
        return false;
    }

    public void disarm() {
        armedAt = Optional.empty();
    }

    /** Whole seconds until it disarms by itself, counted as people do (3, 2, 1); 0 while not armed. */
    public int secondsLeft(long nanos) {
        return armedAt
                .map(at -> LIMIT.toNanos() - (nanos - at))
                .filter(left -> left > 0)
                .map(left -> (int) Math.ceilDiv(left, 1_000_000_000L))
                .orElse(0);
    }
}
