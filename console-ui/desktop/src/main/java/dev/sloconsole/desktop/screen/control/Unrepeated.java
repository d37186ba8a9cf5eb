package dev.sloconsole.desktop.screen.control;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A request that a double click makes once: what comes within {@link #REST} of the last one is the same press. For what
 * costs money, or is over before a second click could find its button disabled.
 */
public final class Unrepeated implements Runnable {

    static final Duration REST = Duration.ofSeconds(1);

    private final LongSupplier nanos;
    private final Runnable request;
    private long last;
    private boolean asked;

    /** @param nanos a steady clock */
    public Unrepeated(LongSupplier nanos, Runnable request) {
        this.nanos = nanos;
        this.request = request;
    }

    @Override
    public void run() {
        long now = nanos.getAsLong();
        if (!asked || now - last >= REST.toNanos()) {
            asked = true;
            last = now;
            request.run();
        }
    }
}
