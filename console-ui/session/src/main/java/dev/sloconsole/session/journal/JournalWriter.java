package dev.sloconsole.session.journal;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Takes lines to a sink on a thread of its own, {@code journal}, so that a disk that hangs holds up nobody else. Lines
 * are flushed as soon as none waits, and once a second at least. What is lost is lost at the end: the sink gets every
 * line up to the first that it could not take, and none after it.
 *
 * <p>One thread hands lines in and closes.
 */
public final class JournalWriter {

    /** At 20 facts a second about five minutes. */
    private static final int CAPACITY = 6_000;

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long FLUSH_NANOS = Duration.ofSeconds(1).toNanos();

    private static final long LONGEST_ASKING_NANOS = Duration.ofMillis(500).toNanos();

    private final JournalSink sink;
    private final Duration patience;
    private final ArrayBlockingQueue<String> lines;
    private final Thread thread;

    private volatile boolean closing;
    private volatile long flushed;
    private volatile Optional<IOException> failure = Optional.empty();

    private long handedIn;
    private long seenFlushed;
    private long askedNanos = System.nanoTime();
    private long waitedNanos;

    public JournalWriter(JournalSink sink) {
        this(sink, CAPACITY, PATIENCE);
    }

    /**
     * @param capacity how many lines may wait
     * @param patience how long a disk may take none of them before {@link #trouble} says so
     */
    public JournalWriter(JournalSink sink, int capacity, Duration patience) {
        this.sink = sink;
        this.patience = patience;
        this.lines = new ArrayBlockingQueue<>(capacity);
        this.thread = Thread.ofPlatform().name("journal").daemon().unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** Hands a line in, and returns at once; false if too many wait already, and then nothing more may be handed in. */
    public boolean offer(String line) {
        if (!lines.offer(line)) {
            return false;
        }
        handedIn++;
        return true;
    }

    /** Why the disk does not take the lines: it refused, or it hangs. Ask often, a few times a second. */
    public Optional<String> trouble() {
        if (failure.isPresent()) {
            return failure.map(Reasons::of);
        }
        long done = flushed;
        long now = System.nanoTime();
        if (done == handedIn || done != seenFlushed) {
            seenFlushed = done;
            waitedNanos = 0;
        } else {
            // The clock may have gone on while the whole computer slept.
            waitedNanos += Math.min(now - askedNanos, LONGEST_ASKING_NANOS);
        }
        askedNanos = now;
        boolean hangs = waitedNanos > patience.toNanos();
        return hangs
                ? Optional.of("the disk has taken nothing for " + patience.toSeconds() + " s, and " + (handedIn - done)
                        + " facts are waiting for it")
                : Optional.empty();
    }

    /** How many lines have been handed to the operating system. */
    public long flushed() {
        return flushed;
    }

    /** Lets the thread end once it has written what waits, if it ever does; returns at once. */
    public void abandon() {
        closing = true;
    }

    /**
     * Writes what waits, closes the sink, and waits for that; why it did not work out otherwise.
     *
     * @param atMost how long to wait for a disk that hangs
     */
    public Optional<String> close(Duration atMost) {
        closing = true;
        boolean interrupted = false;
        long deadline = System.nanoTime() + atMost.toNanos();
        while (thread.isAlive() && System.nanoTime() < deadline) {
            try {
                thread.join(Duration.ofMillis(100));
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            return Optional.of("the disk did not finish within " + atMost.toSeconds() + " s");
        }
        return failure.map(Reasons::of);
    }

    private void run() {
        try (sink) {
            writeAll();
        } catch (InterruptedException e) {
            failure = Optional.of(new IOException("its thread was interrupted", e));
        } catch (IOException e) {
            failure = Optional.of(e);
        }
    }

    private void writeAll() throws IOException, InterruptedException {
        long written = 0;
        long flushNanos = System.nanoTime();
        while (true) {
            var line = lines.poll(50, TimeUnit.MILLISECONDS);
            if (line != null) {
                sink.write(line);
                written++;
            }
            if (written > flushed && (lines.isEmpty() || System.nanoTime() - flushNanos > FLUSH_NANOS)) {
                sink.flush();
                flushed = written;
                flushNanos = System.nanoTime();
            }
            if (line == null && closing) {
                return;
            }
        }
    }
}
