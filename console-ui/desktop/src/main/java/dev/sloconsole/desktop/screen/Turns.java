package dev.sloconsole.desktop.screen;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.application.Platform;

/**
 * Asks the JavaFX thread for its turn again and again; how long it takes is what somebody's click would wait. Where the
 * thread was is looked at while it takes long. For those who measure: looking costs a few milliseconds each time.
 */
public final class Turns implements AutoCloseable {

    private static final Duration EVERY = Duration.ofMillis(2);
    private static final Duration LOOKED_AT_FROM = Duration.ofMillis(20);
    private static final Duration LOOKED_AT_EVERY = Duration.ofMillis(4);
    private static final String OURS = "dev.sloconsole.";

    /**
     * One turn.
     *
     * @param askedNanos when it was asked for, by {@link System#nanoTime}
     * @param waited how long it took to come
     * @param worked how much of that the JavaFX thread had a processor
     * @param seen where the thread was, innermost frame first, as often as that was looked at
     */
    public record Turn(long askedNanos, Duration waited, Duration worked, List<List<StackTraceElement>> seen) {

        public double millis() {
            return waited.toNanos() / 1e6;
        }

        /** The frames of ours in which it was seen most, or of JavaFX where none of ours was; nothing for a short turn. */
        public String where() {
            return seen.stream().collect(Collectors.groupingBy(Turn::place, Collectors.counting())).entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .map(Map.Entry::getKey)
                    .orElse("");
        }

        @Override
        public String toString() {
            return Math.round(millis()) + " ms, worked " + worked.toMillis() + " ms, " + where();
        }

        private static String place(List<StackTraceElement> frames) {
            var ours = frames.stream()
                    .filter(frame -> frame.getClassName().startsWith(OURS))
                    .limit(2)
                    .map(Turn::name)
                    .collect(Collectors.joining(" < "));
            var inner = frames.isEmpty() ? "" : name(frames.getFirst());
            return ours.isEmpty() ? inner : inner + " for " + ours;
        }

        private static String name(StackTraceElement frame) {
            var simple = frame.getClassName().substring(frame.getClassName().lastIndexOf('.') + 1);
            return simple + "." + frame.getMethodName() + ":" + frame.getLineNumber();
        }
    }

    private final List<Turn> kept;
    private final Consumer<Turn> told;
    private final Thread thread = Thread.ofPlatform().name("turns").daemon().unstarted(this::ask);

    private Turns(List<Turn> kept, Consumer<Turn> told) {
        this.kept = kept;
        this.told = told;
    }

    /** Begins to ask and keeps every turn. The toolkit must have been started. */
    public static Turns watch() {
        var turns = new ArrayList<Turn>();
        return new Turns(turns, turns::add).started();
    }

    /** Begins to ask and tells of turns that take longer than this, on a thread of its own. */
    public static Turns tell(Duration limit, Consumer<Turn> told) {
        return new Turns(List.of(), turn -> {
                    if (turn.waited().compareTo(limit) > 0) {
                        told.accept(turn);
                    }
                })
                .started();
    }

    private Turns started() {
        thread.start();
        return this;
    }

    /** Asks no more; the turns that were kept. */
    public List<Turn> turns() {
        close();
        return kept;
    }

    private void ask() {
        try {
            var found = new CompletableFuture<Thread>();
            Platform.runLater(() -> found.complete(Thread.currentThread()));
            var javafx = found.join();
            while (true) {
                told.accept(turn(javafx));
                Thread.sleep(EVERY);
            }
        } catch (InterruptedException e) {
            // That is how it ends.
        }
    }

    private static Turn turn(Thread javafx) throws InterruptedException {
        var threads = ManagementFactory.getThreadMXBean();
        var seen = new ArrayList<List<StackTraceElement>>();
        var came = new CountDownLatch(1);
        long worked = threads.getThreadCpuTime(javafx.threadId());
        long asked = System.nanoTime();
        Platform.runLater(came::countDown);
        var patience = LOOKED_AT_FROM;
        while (!came.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            seen.add(Arrays.asList(javafx.getStackTrace()));
            patience = LOOKED_AT_EVERY;
        }
        long waited = System.nanoTime() - asked;
        return new Turn(
                asked,
                Duration.ofNanos(waited),
                Duration.ofNanos(threads.getThreadCpuTime(javafx.threadId()) - worked),
                seen);
    }

    /** Asks no more; returns once the last turn has been told. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
