package dev.sloconsole.prometheus.ingest;

import dev.sloconsole.prometheus.series.Labels;
import dev.sloconsole.prometheus.series.SeriesReader;
import dev.sloconsole.prometheus.series.SeriesStore;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
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
    private final HeapLimits limits;
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
     * @param unfit new series for which there is no room; nothing of the batch was appended then
     */
    public record Written(int appended, int refused, int unfit) {}

    /** @param limited whether it is refused as a whole where there is no room for its new series */
    private record Batch(List<Sample> samples, boolean limited, CompletableFuture<Written> written) {}

    public Ingest(SeriesStore store, Clock clock, Duration retention) {
        this(store, clock, retention, HeapLimits.ofThisJvm());
    }

    public Ingest(SeriesStore store, Clock clock, Duration retention, HeapLimits limits) {
        this.store = store;
        this.clock = clock;
        this.retention = retention;
        this.limits = limits;
    }

    public HeapLimits limits() {
        return limits;
    }

    public void start() {
        thread.start();
    }

    /**
     * Hands in a batch, and waits while too many are waiting already. The future completes once its samples can be
     * read, or exceptionally if the engine is closing.
     */
    public CompletableFuture<Written> write(List<Sample> samples) throws InterruptedException {
        return handIn(new Batch(List.copyOf(samples), true, new CompletableFuture<>()));
    }

    private CompletableFuture<Written> handIn(Batch batch) throws InterruptedException {
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
        return waitFor(write(samples), samples.size());
    }

    /** As {@link #writeAndWait}, for the few series that tell how a scrape went: there is always room for them. */
    public void reportAndWait(List<Sample> samples) throws InterruptedException {
        waitFor(handIn(new Batch(List.copyOf(samples), false, new CompletableFuture<>())), samples.size());
    }

    private static Written waitFor(CompletableFuture<Written> written, int size) throws InterruptedException {
        try {
            return written.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The series store failed on a batch of " + size + " samples.", e);
        } catch (CancellationException e) {
            return new Written(0, 0, 0);
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
            int unfit = batch.limited() ? unfit(batch.samples()) : 0;
            int accepted = 0;
            for (Sample sample : unfit > 0 ? List.<Sample>of() : batch.samples()) {
                if (store.append(sample.labels(), sample.timestampMillis(), sample.value())) {
                    accepted++;
                }
            }
            int refused = unfit > 0 ? 0 : batch.samples().size() - accepted;
            appended.addAndGet(accepted);
            outOfOrder.addAndGet(refused);
            batch.written().complete(new Written(accepted, refused, unfit));
        } catch (OutOfMemoryError e) {
            batch.written().completeExceptionally(e);
            throw e;
        } catch (RuntimeException e) {
            LOG.error("Could not store a batch of {} samples.", batch.samples().size(), e);
            batch.written().completeExceptionally(e);
        }
    }

    /** How many of a batch's series are new, where there is no room for them. */
    private int unfit(List<Sample> samples) {
        if (store.seriesCount() + samples.size() <= limits.series()) {
            return 0;
        }
        var added = new HashSet<Labels>();
        for (Sample sample : samples) {
            if (!store.holds(sample.labels())) {
                added.add(sample.labels());
            }
        }
        return store.seriesCount() + added.size() <= limits.series() ? 0 : added.size();
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
