package dev.sloconsole.local.ground;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The local-cloud thread: it alone reads and writes the emulator's tables. Others hand it work and, for an answer, wait
 * for it; what runs on it never blocks. An exception in scheduled work is reported to the thread's uncaught handler and
 * does not stop later work.
 */
public final class CloudThread implements AutoCloseable {

    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("local-cloud").daemon().factory());

    /** Runs work soon; ignored once closed. */
    public void execute(Runnable work) {
        try {
            executor.execute(guarded(work));
        } catch (RejectedExecutionException closed) {
            // Nothing is left that the work could be about.
        }
    }

    /** Runs work after a delay; cancel the future to take it back. */
    public ScheduledFuture<?> schedule(Duration delay, Runnable work) {
        return executor.schedule(guarded(work), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Runs work after a delay, come what may but the end of the thread; ignored once closed. */
    public void later(Duration delay, Runnable work) {
        try {
            var unused = schedule(delay, work);
        } catch (RejectedExecutionException closed) {
            // Nothing is left that the work could be about.
        }
    }

    /** Runs work on the thread and waits for its answer; an unchecked exception comes back as it was thrown. */
    public <T> T call(Callable<T> work) {
        try {
            return executor.submit(work).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the local cloud.", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw new IllegalStateException("The local cloud failed: " + e.getCause(), e.getCause());
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }

    private static Runnable guarded(Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                var thread = Thread.currentThread();
                thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
            }
        };
    }
}
