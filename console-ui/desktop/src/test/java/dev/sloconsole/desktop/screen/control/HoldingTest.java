package dev.sloconsole.desktop.screen.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class HoldingTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Holding holding = new Holding();

    @Test
    void whatIsHeldForASecondHappensOnce() {
        holding.press(5);
        assertThat(holding.done(5 + SECOND - 1)).isFalse();
        assertThat(holding.share(5 + SECOND / 2)).isEqualTo(0.5);
        assertThat(holding.done(5 + SECOND)).isTrue();
        assertThat(holding.done(5 + 2 * SECOND)).isFalse();
        assertThat(holding.share(5 + 2 * SECOND)).isZero();
    }

    @Test
    void aDoubleClickDoesNothing() {
        holding.press(0);
        holding.release();
        holding.press(SECOND / 10);
        holding.release();
        assertThat(holding.done(3 * SECOND)).isFalse();
    }

    @Test
    void aKeyThatRepeatsIsHeldFromItsFirstPress() {
        for (int i = 0; i < 30; i++) {
            holding.press(i * SECOND / 30);
        }
        assertThat(holding.done(SECOND)).isTrue();
        holding.press(SECOND + 1);
        assertThat(holding.done(3 * SECOND)).as("it has not been let go").isFalse();
    }

    @Test
    void letGoItCanHappenAgain() {
        holding.press(0);
        assertThat(holding.done(SECOND)).isTrue();
        holding.release();
        holding.press(2 * SECOND);
        assertThat(holding.done(3 * SECOND)).isTrue();
    }
}
