package dev.sloconsole.prometheus.ingest;

import dev.sloconsole.prometheus.series.SeriesReader;
import dev.sloconsole.prometheus.series.SeriesStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The owner of a {@link SeriesStore}: one thread, {@code prometheus-ingest}, that appends whole batches in the order in
 * which they were handed in, and forgets what is older than the retention. Any thread may hand in batches and read.
 */
public final class Ingest implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Ingest.class);
    private static final int QUEUE = 1_000;
    private static final Duration FORGET_EVERY = Duration.ofSeconds(30);

    private final SeriesStore store;
    private final Clock clock;
    private final Duration retention;
    private final BlockingQueue<Batch> queue = new ArrayBlockingQueue<>(QUEUE);
    private final Thread thread =
            Thread.ofPlatform().name("prometheus-ingest").daemon().unstarted(this::run);
    private final AtomicLong appended = new AtomicLong();
    private final AtomicLong outOfOrder = new AtomicLong();
    private volatile boolean closed;

    /**
     * What became of a batch.
     *
     * @param refused samples older than their series' newest, or with another value at its time
     */
    public record Written(int appended, int refused) {}

    private record Batch(List<Sample> samples, CompletableFuture<Written> written) {}

    public Ingest(SeriesStore store, Clock clock, Duration retention) {
        this.store = store;
        this.clock = clock;
        this.retention = retention;
    }

    public void start() {
        thread.start();
    }

    /**
     * Hands in a batch, and waits while too many are waiting already. The future completes once its samples can be
     * read, or exceptionally if the engine is closing.
     */
    public CompletableFuture<Written> write(List<Sample> samples) throws InterruptedException {
        var batch = new Batch(List.copyOf(samples), new CompletableFuture<>());
        while (!closed) {
            if (queue.offer(batch, 200, TimeUnit.MILLISECONDS)) {
                if (closed) {
                    cancelWaiting();
                }
                return batch.written();
            }
        }
        batch.written().cancel(false);
        return batch.written();
    }

    /** Hands in a batch and waits until its samples can be read. */
    public Written writeAndWait(List<Sample> samples) throws InterruptedException {
        try {
            return write(samples).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The series store failed on a batch of " + samples.size() + " samples.", e);
        } catch (java.util.concurrent.CancellationException e) {
            return new Written(0, 0);
        }
    }

    /** What was appended so far. */
    public SeriesReader snapshot() {
        return store.snapshot();
    }

    /** What is stored by now. */
    public SeriesStore.Size size() {
        return store.size();
    }

    public long samplesAppended() {
        return appended.get();
    }

    public long samplesOutOfOrder() {
        return outOfOrder.get();
    }

    /** Why nothing is stored any more, although nobody closed it. */
    public Optional<String> fault() {
        return thread.getState() == Thread.State.TERMINATED
                ? Optional.of(
                        "Nothing is stored any more: the thread " + thread.getName() + " has ended. Start it again.")
                : Optional.empty();
    }

    private void run() {
        long forgetAt = clock.millis() + FORGET_EVERY.toMillis();
        try {
            while (!closed) {
                Batch batch = queue.poll(1, TimeUnit.SECONDS);
                if (batch != null) {
                    append(batch);
                }
                long now = clock.millis();
                if (now >= forgetAt) {
                    store.forgetBefore(now - retention.toMillis());
                    forgetAt = now + FORGET_EVERY.toMillis();
                }
            }
        } catch (InterruptedException e) {
            // The way in which close() ends a wait.
        }
        cancelWaiting();
    }

    private void append(Batch batch) {
        try {
            int accepted = 0;
            for (Sample sample : batch.samples()) {
                if (store.append(sample.labels(), sample.timestampMillis(), sample.value())) {
                    accepted++;
                }
            }
            int refused = batch.samples().size() - accepted;
            appended.addAndGet(accepted);
            outOfOrder.addAndGet(refused);
            batch.written().complete(new Written(accepted, refused));
        } catch (OutOfMemoryError e) {
            batch.written().completeExceptionally(e);
            throw e;
        } catch (RuntimeException e) {
            LOG.error("Could not store a batch of {} samples.", batch.samples().size(), e);
            batch.written().completeExceptionally(e);
        }
    }

    private void cancelWaiting() {
        for (Batch batch = queue.poll(); batch != null; batch = queue.poll()) {
            batch.written().cancel(false);
        }
    }

    /** Stops the thread; batches that still wait are dropped. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        cancelWaiting();
    }
}
