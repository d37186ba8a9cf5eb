package dev.sloconsole.stack;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread of a watcher: it looks at once and then at an interval, and hands facts over, until it is closed. A look
 * that fails is left out, a fact that is not accepted is lost; the next one follows. Of looks that fail one after
 * another the first alone is logged.
 */
public final class WatchThread implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WatchThread.class);

    private final String name;
    private final Duration interval;
    private final Duration timeToEnd;
    private final Consumer<StackFact> facts;
    private final Consumer<RuntimeException> failed;
    private final CountDownLatch closing = new CountDownLatch(1);
    private @Nullable Thread thread;

    /** Whether the look before failed; the watching thread's own. */
    private boolean failing;

    /**
     * A thread that does not run yet.
     *
     * @param interval between two looks
     * @param timeToEnd how long {@link #close} waits for a look that is going on
     */
    public WatchThread(String name, Duration interval, Duration timeToEnd, Consumer<StackFact> facts) {
        this(
                name,
                interval,
                timeToEnd,
                facts,
                e -> LOG.error(
                        "A look of the {} failed and is left out, as are all that follow it and fail.", name, e));
    }

    /** @param failed is told the first of looks that fail one after another */
    WatchThread(
            String name,
            Duration interval,
            Duration timeToEnd,
            Consumer<StackFact> facts,
            Consumer<RuntimeException> failed) {
        this.name = name;
        this.interval = interval;
        this.timeToEnd = timeToEnd;
        this.facts = facts;
        this.failed = failed;
    }

    /** Begins to look. */
    public synchronized void start(Runnable look) {
        if (thread != null) {
            throw new IllegalStateException("This watcher was started already; create another one.");
        }
        thread = Thread.ofPlatform().name(name).daemon().start(() -> watch(look));
    }

    /** Hands a fact over, unless the watcher is closed. */
    public void tell(StackFact fact) {
        if (closed()) {
            return;
        }
        try {
            facts.accept(fact);
        } catch (RuntimeException e) {
            LOG.error("A fact was not accepted and is lost: {}", fact, e);
        }
    }

    boolean closed() {
        return closing.getCount() == 0;
    }

    /** Stops looking and waits a little for the thread to end; no fact is handed over any more. */
    @Override
    public void close() {
        closing.countDown();
        Thread watching;
        synchronized (this) {
            watching = thread;
        }
        if (watching != null && watching != Thread.currentThread()) {
            watching.interrupt();
            try {
                watching.join(timeToEnd);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void watch(Runnable look) {
        try {
            do {
                lookAround(look);
            } while (!closing.await(interval.toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void lookAround(Runnable look) {
        try {
            look.run();
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                failed.accept(e);
            }
            failing = true;
        }
    }
}
