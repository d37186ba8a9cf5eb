package dev.sloconsole.desktop.live;

import dev.sloconsole.stack.StackFact;
import dev.sloconsole.stack.StackFact.AutoStopNeared;
import dev.sloconsole.stack.StackFact.StackFound;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Tells, a quarter of an hour before it, that the stack's auto-stop is near. Has a thread of its own, {@code end-watch};
 * the fact is handed over on it.
 */
final class EndWatch implements AutoCloseable {

    static final Duration WARNING = Duration.ofMinutes(15);
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final Custody custody;
    private final InstantSource clock;
    private final Consumer<StackFact> facts;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("end-watch").daemon().factory());

    private Optional<Instant> told = Optional.empty();

    EndWatch(Custody custody, InstantSource clock, Consumer<StackFact> facts) {
        this.custody = custody;
        this.clock = clock;
        this.facts = facts;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for a look
    void start() {
        thread.scheduleWithFixedDelay(this::look, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    /** One look; on the watch's thread, or a test's. */
    void look() {
        var now = clock.instant();
        custody.stack()
                .flatMap(StackFound::autoStopAt)
                .filter(end -> now.isBefore(end) && !now.plus(WARNING).isBefore(end))
                .filter(end -> told.filter(end::equals).isEmpty())
                .ifPresent(end -> {
                    told = Optional.of(end);
                    facts.accept(new AutoStopNeared(end));
                });
    }
}
