package dev.sloconsole.desktop.live;

import dev.sloconsole.stack.StackFact;
import dev.sloconsole.stack.StackFact.AutoStopNeared;
import dev.sloconsole.stack.StackFact.StackFound;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/** Tells, a quarter of an hour before it, that the stack's auto-stop is near. */
final class EndWatch {

    static final Duration WARNING = Duration.ofMinutes(15);
    static final Duration INTERVAL = Duration.ofSeconds(1);

    private final Custody custody;
    private final InstantSource clock;
    private final Consumer<StackFact> facts;

    private Optional<Instant> told = Optional.empty();

    EndWatch(Custody custody, InstantSource clock, Consumer<StackFact> facts) {
        this.custody = custody;
        this.clock = clock;
        this.facts = facts;
    }

    /** One look; always on the same thread, on which the fact is handed over. */
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
