package dev.sloconsole.local;

import java.util.ArrayDeque;
import java.util.Deque;

/** What was started, to be closed in reverse order; a failure keeps nothing from being closed. */
final class Closing {

    private final Deque<AutoCloseable> started = new ArrayDeque<>();

    synchronized <T extends AutoCloseable> T add(T one) {
        started.push(one);
        return one;
    }

    /**
     * Closes all; a second call does nothing.
     *
     * @throws IllegalStateException whose suppressed exceptions are everything that went wrong
     */
    synchronized void close() {
        var failure = new IllegalStateException("Not everything of the local cloud could be closed.");
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                failure.addSuppressed(e);
            } catch (Exception e) {
                failure.addSuppressed(e);
            }
        }
        if (failure.getSuppressed().length > 0) {
            throw failure;
        }
    }
}
