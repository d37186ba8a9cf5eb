package dev.sloconsole.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WrittenTest {

    @Test
    void nothingIsRoundedUpToAll() {
        assertThat(Written.percent(0.99996)).isEqualTo("99.9 %");
        assertThat(Written.percent(1)).isEqualTo("100.0 %");
        assertThat(Written.percent(0.29)).isEqualTo("29.0 %");
        assertThat(Written.percent(0)).isEqualTo("0.0 %");
    }

    @Test
    void aLittleLeftIsNotNothing() {
        assertThat(Written.wholePercent(0.004)).isEqualTo("< 1 %");
        assertThat(Written.wholePercent(0.38)).isEqualTo("38 %");
        assertThat(Written.wholePercent(0)).isEqualTo("0 %");
        assertThat(Written.wholePercent(-1.34)).isEqualTo("−134 %");
    }

    @Test
    void objectivesKeepTheirDigits() {
        assertThat(Written.objective(0.99)).isEqualTo("99 %");
        assertThat(Written.objective(0.999)).isEqualTo("99.9 %");
    }

    @Test
    void timesAreReadAloud() {
        assertThat(Written.span(Duration.ofSeconds(14))).isEqualTo("14 s");
        assertThat(Written.span(Duration.ofSeconds(214))).isEqualTo("3 min 34 s");
        assertThat(Written.span(Duration.ofMinutes(30))).isEqualTo("30 min");
        assertThat(Written.span(Duration.ofMinutes(125))).isEqualTo("2 h 5 min");
        assertThat(Written.seconds(Duration.ofMillis(7_900))).isEqualTo("7.9 s");
        assertThat(Written.clock(Duration.ofSeconds(1_294))).isEqualTo("00:21:34");
    }

    @Test
    void taskIdsKeepBothEnds() {
        assertThat(Written.shortTask("9f3c51d7a0b24f8e9d1e66f0c2a7e4b1")).isEqualTo("9f3c…b1");
        assertThat(Written.shortTask("t-1")).isEqualTo("t-1");
    }
}
