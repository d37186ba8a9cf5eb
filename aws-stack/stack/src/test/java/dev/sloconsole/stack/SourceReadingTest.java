package dev.sloconsole.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.AbortedException;

class SourceReadingTest {

    private static final CloudAccess ACCESS =
            CloudAccess.at(URI.create("http://127.0.0.1:1"), "eu-west-1", new CloudAccess.Credentials("a", "b"));

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1_000_000);
    private final AtomicInteger asked = new AtomicInteger();
    private boolean ending;
    private final SourceReading source = new SourceReading(
            "ecs",
            "Tasks cannot be read",
            ACCESS,
            Duration.ofMillis(250),
            clock::get,
            new SplittableRandom(1),
            () -> ending);

    @Test
    void failingSourceKeepsWhatItSaidBefore() {
        assertThat(source.read("before", () -> "now")).isEqualTo("now");
        assertThat(fails("before")).isEqualTo("before");
        assertThat(source.lost()).hasValueSatisfying(loss -> {
            assertThat(loss.banner()).isEqualTo("ecs");
            assertThat(loss.reason()).startsWith("Tasks cannot be read: ");
        });
    }

    @Test
    void whatFailsAsTheWatchEndsIsNoLossOfItsSource() {
        ending = true;

        assertThat(fails("before")).isEqualTo("before");

        assertThat(source.lost()).isEmpty();
    }

    @Test
    void requestThatIsBrokenOffByTheEndOfTheWatchIsNoLossOfItsSource() {
        var read = source.read("before", () -> {
            throw AbortedException.create("Thread was interrupted");
        });

        assertThat(read).isEqualTo("before");
        assertThat(source.lost()).isEmpty();
        assertThat(source.pausing()).isFalse();
    }

    @Test
    void failingSourceIsLeftAloneForAWhile() {
        fails("");
        clock.addAndGet(Duration.ofMillis(124).toNanos());
        fails("");
        assertThat(asked).hasValue(1);

        clock.addAndGet(Duration.ofMillis(126).toNanos());
        fails("");
        assertThat(asked).hasValue(2);
    }

    @Test
    void pauseDoublesUpToSixteenIntervals() {
        var pauses = 0;
        for (var failures = 1; failures <= 30; failures++) {
            fails("");
            assertThat(asked).hasValue(failures);
            pauses = pauseInMillis();
        }

        assertThat(pauses).isBetween(2_000, 4_000);
        assertThat(SourceReading.longestPause(Duration.ofMillis(250))).isEqualTo(Duration.ofSeconds(4));
        assertThat(SourceReading.longestPause(Duration.ofSeconds(2))).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void sourceThatAnswersAgainIsFoundAndItsPauseStartsAnew() {
        fails("");
        pauseInMillis();
        fails("");
        pauseInMillis();
        assertThat(source.read("", () -> "back")).isEqualTo("back");
        assertThat(source.lost()).isEmpty();

        fails("");
        assertThat(pauseInMillis()).isLessThanOrEqualTo(250);
    }

    /** Turns the clock until the source would be asked again; how long that took. */
    private int pauseInMillis() {
        for (var millis = 0; millis < 60_000; millis++) {
            if (source.pausing()) {
                clock.addAndGet(1_000_000);
            } else {
                return millis;
            }
        }
        throw new AssertionError("The source is never asked again.");
    }

    private String fails(String before) {
        return source.read(before, () -> {
            asked.incrementAndGet();
            throw new IllegalStateException("no");
        });
    }
}
