package dev.sloconsole.desktop.screen.control;

import java.time.Duration;
import java.util.Optional;

/**
 * A dangerous thing happens only when it is held for {@link #LIMIT}, and then once: it must be let go before it can happen
 * again. Times are nanoseconds of any steady clock, given by the caller.
 */
public final class Holding {

    public static final Duration LIMIT = Duration.ofSeconds(1);

    private Optional<Long> since = Optional.empty();
    private boolean spent;

    /** Begins to hold; a key that repeats is held still. */
    public void press(long nanos) {
        if (since.isEmpty()) {
            since = Optional.of(nanos);
            spent = false;
        }
    }

    public void release() {
        since = Optional.empty();
    }

    /** True once, when it has been held for long enough. */
    public boolean done(long nanos) {
        if (spent || since.isEmpty() || nanos - since.get() < LIMIT.toNanos()) {
            return false;
        }
        spent = true;
        return true;
    }

    /** How much of the time is over, 0 to 1; 0 while nothing is held, and after it was done. */
    public double share(long nanos) {
        return spent
                ? 0
                : since.map(at -> Math.clamp((nanos - at) / (double) LIMIT.toNanos(), 0, 1))
                        .orElse(0.0);
    }
}
