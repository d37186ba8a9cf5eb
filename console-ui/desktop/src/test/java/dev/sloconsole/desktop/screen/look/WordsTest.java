package dev.sloconsole.desktop.screen.look;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void nothingIsRoundedUpToAll() {
        assertThat(Words.percent(0.99996)).isEqualTo("99.9 %");
        assertThat(Words.percent(1)).isEqualTo("100.0 %");
        assertThat(Words.percent(0.29)).isEqualTo("29.0 %");
        assertThat(Words.percent(0)).isEqualTo("0.0 %");
    }

    @Test
    void aLittleLeftIsNotNothing() {
        assertThat(Words.wholePercent(0.004)).isEqualTo("< 1 %");
        assertThat(Words.wholePercent(0.38)).isEqualTo("38 %");
        assertThat(Words.wholePercent(0)).isEqualTo("0 %");
        assertThat(Words.wholePercent(-1.34)).isEqualTo("−134 %");
    }

    @Test
    void objectivesKeepTheirDigits() {
        assertThat(Words.objective(0.99)).isEqualTo("99 %");
        assertThat(Words.objective(0.999)).isEqualTo("99.9 %");
    }

    @Test
    void timesAreReadAloud() {
        assertThat(Words.span(Duration.ofSeconds(14))).isEqualTo("14 s");
        assertThat(Words.span(Duration.ofSeconds(214))).isEqualTo("3 min 34 s");
        assertThat(Words.span(Duration.ofMinutes(30))).isEqualTo("30 min");
        assertThat(Words.span(Duration.ofMinutes(125))).isEqualTo("2 h 5 min");
        assertThat(Words.seconds(Duration.ofMillis(7_900))).isEqualTo("7.9 s");
        assertThat(Words.clock(Duration.ofSeconds(1_294))).isEqualTo("00:21:34");
    }

    @Test
    void taskIdsKeepBothEnds() {
        assertThat(Words.shortTask("9f3c51d7a0b24f8e9d1e66f0c2a7e4b1")).isEqualTo("9f3c…b1");
        assertThat(Words.shortTask("t-1")).isEqualTo("t-1");
    }
}
