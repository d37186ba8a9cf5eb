package dev.sloconsole.stack;

import dev.sloconsole.stack.StackException.Kind;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import software.amazon.awssdk.core.exception.AbortedException;

/**
 * One source that can fail without the others: remembers why it is lost, and keeps its distance while it is. The pause
 * doubles with every failure up to a bound; its jitter keeps a class's consoles from asking in step. Owned by one
 * thread.
 */
final class SourceReading {

    private static final Logger LOG = LoggerFactory.getLogger(SourceReading.class);

    private final String name;
    private final String what;
    private final CloudAccess access;
    private final Duration firstPause;
    private final Duration longestPause;
    private final LongSupplier nanos;
    private final RandomGenerator random;
    private final BooleanSupplier ending;

    private int failures;
    private long notBefore;
    private Optional<Loss> lost = Optional.empty();

    /**
     * Why a source is lost.
     *
     * @param banner under which name it is told: sources that are lost for one and the same reason share a banner
     * @param reason one sentence
     */
    record Loss(String banner, String reason) {

        static final String CREDENTIALS = "credentials";
        static final String THROTTLING = "throttling";

        static Loss of(String source, String what, AwsFailure failure) {
            return switch (failure.kind()) {
                case NO_CREDENTIALS, CREDENTIALS_EXPIRED, CREDENTIALS_REJECTED ->
                    new Loss(CREDENTIALS, failure.sentence("AWS cannot be asked"));
                case THROTTLED -> new Loss(THROTTLING, failure.sentence(what));
                default -> new Loss(source, failure.sentence(what));
            };
        }
    }

    /**
     * A source that has not failed yet.
     *
     * @param what the beginning of its banner, such as {@code ECS cannot be read}
     * @param nanos the monotonic clock, see {@link System#nanoTime}
     * @param ending whether the watch has been told to end
     */
    SourceReading(
            String name,
            String what,
            CloudAccess access,
            Duration interval,
            LongSupplier nanos,
            RandomGenerator random,
            BooleanSupplier ending) {
        this.name = name;
        this.what = what;
        this.access = access;
        this.firstPause = interval;
        this.longestPause = longestPause(interval);
        this.nanos = nanos;
        this.random = random;
        this.ending = ending;
        this.notBefore = nanos.getAsLong();
    }

    /** Sixteen intervals, and never more than half a minute. */
    static Duration longestPause(Duration interval) {
        var sixteen = interval.multipliedBy(16);
        var bound = Duration.ofSeconds(30);
        return sixteen.compareTo(bound) < 0 ? sixteen : bound;
    }

    String name() {
        return name;
    }

    /** Why the source is lost; empty while it answers. */
    Optional<Loss> lost() {
        return lost;
    }

    /** Whether the source is left alone for the moment. */
    boolean pausing() {
        return nanos.getAsLong() - notBefore < 0;
    }

    /** What the source says now; what it said before, if it fails or is left alone for a while. */
    <T> T read(T before, Supplier<T> reading) {
        if (pausing()) {
            return before;
        }
        try {
            var read = reading.get();
            failures = 0;
            lost = Optional.empty();
            return read;
        } catch (AbortedException e) {
            // We were told to stop in the middle of a request; that says nothing about the source.
            return before;
        } catch (RuntimeException e) {
            // Nor does what the end of the watch broke, which closes the connections under a request that is late.
            if (!ending.getAsBoolean()) {
                failed(e);
            }
            return before;
        }
    }

    private void failed(RuntimeException failure) {
        if (lost.isEmpty()) {
            var understood = AwsFailure.of(failure, access);
            lost = Optional.of(Loss.of(name, what, understood));
            LOG.atLevel(understood.kind() == Kind.OTHER ? Level.WARN : Level.DEBUG)
                    .setCause(failure)
                    .log("{} is lost.", name);
        }
        var doubled = firstPause.multipliedBy(1L << Math.min(failures, 10));
        var pause = doubled.compareTo(longestPause) < 0 ? doubled : longestPause;
        failures++;
        notBefore = nanos.getAsLong() + (long) (pause.toNanos() * (0.5 + random.nextDouble() / 2));
    }
}
