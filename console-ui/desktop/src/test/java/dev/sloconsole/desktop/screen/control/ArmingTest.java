package dev.sloconsole.desktop.screen.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ArmingTest {

    private static final long SECOND = 1_000_000_000L;

    private final Arming arming = new Arming();

    @Test
    void onePressDoesNothing() {
        assertThat(arming.press(0)).isFalse();
    }

    @Test
    void secondPressInTimeDoesIt() {
        arming.press(0);
        assertThat(arming.press(2 * SECOND)).isTrue();
        assertThat(arming.press(2 * SECOND + 1)).isFalse();
    }

    @Test
    void pressAfterThreeSecondsOnlyArmsAnew() {
        arming.press(0);
        assertThat(arming.press(3 * SECOND)).isFalse();
        assertThat(arming.press(4 * SECOND)).isTrue();
    }

    @Test
    void countdownIsWhatPeopleWouldSay() {
        assertThat(arming.secondsLeft(0)).isZero();
        arming.press(0);
        assertThat(arming.secondsLeft(1)).isEqualTo(3);
        assertThat(arming.secondsLeft(SECOND + 1)).isEqualTo(2);
        assertThat(arming.secondsLeft(3 * SECOND - 1)).isEqualTo(1);
        assertThat(arming.secondsLeft(3 * SECOND)).isZero();
    }
}
