package dev.sloconsole.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class WrittenTest {

    /** The table that other pens are held to as well. */
    @TestFactory
    Stream<DynamicTest> theTableHolds() {
        return table().map(row -> DynamicTest.dynamicTest(
                row.toString(),
                () -> assertThat(written(row)).isEqualTo(row.required("text").asText())));
    }

    private static Stream<JsonNode> table() {
        try (var file = WrittenTest.class.getResourceAsStream("written.json")) {
            return StreamSupport.stream(
                    JsonMapper.builder().build().readTree(file).spliterator(), false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String written(JsonNode row) {
        double value = row.path("value").asDouble();
        var time = Duration.ofMillis(Math.round(row.path("seconds").asDouble() * 1_000));
        var kind = row.required("kind").asText();
        return switch (kind) {
            case "sli" -> Written.sli(value, row.required("objective").asDouble());
            case "percent" -> Written.percent(value);
            case "share" -> Written.share(value);
            case "objective" -> Written.objective(value);
            case "times" -> Written.times(value);
            case "count" -> Written.count(row.required("value").asLong());
            case "rate" -> Written.rate(value);
            case "ratio" -> Written.ratio(value);
            case "span" -> Written.span(time);
            case "window" -> Written.window(time);
            case "seconds" -> Written.seconds(time);
            case "clock" -> Written.clock(time);
            case "shortClock" -> Written.shortClock(time);
            default -> throw new IllegalArgumentException("No pen writes the kind " + kind + ".");
        };
    }

    @Test
    void eightFailuresOfAThousandLeaveAFifthOfTheBudget() {
        assertThat(Written.share(10 - 8, 10)).isEqualTo("20 %");
        assertThat(Written.share(1 - 0.008 / (1 - 0.99))).isEqualTo("20 %");
    }

    @Test
    void aBurnRateIsWrittenAsAThresholdOnlyWhereItIsJustThat() {
        assertThat(Written.times(14.4, 14.4)).isEqualTo("14.4 ×");
        assertThat(Written.times(14.43, 14.4)).isEqualTo("14.5 ×");
        assertThat(Written.times(14.36, 14.4)).isEqualTo("14.3 ×");
        assertThat(Written.times(14.43, 6, 3)).isEqualTo("14.4 ×");
        assertThat(Written.threshold(6)).isEqualTo("6 ×");
        assertThat(Written.threshold(0.32 * 1800 / 40)).isEqualTo("14.4 ×");
    }

    @Test
    void whatIsNoNumberIsNoData() {
        assertThat(Written.percent(Double.NaN)).isEqualTo("no data");
        assertThat(Written.sli(Double.NaN, 0.99)).isEqualTo("no data");
        assertThat(Written.times(Double.POSITIVE_INFINITY)).isEqualTo("no data");
    }

    @Test
    void amountsHaveTwoDigitsAtMost() {
        assertThat(Written.amount(new BigDecimal("36012.5"))).isEqualTo("36,012.5");
        assertThat(Written.amount(new BigDecimal("240.00"))).isEqualTo("240");
        assertThat(Written.amount(new BigDecimal("-0.001"))).isEqualTo("−0.01");
    }

    @Test
    void anAnswerKeepsItsDigits() {
        assertThat(Written.number(0)).isEqualTo("0");
        assertThat(Written.number(Double.NaN)).isEqualTo("NaN");
        assertThat(Written.number(Double.NEGATIVE_INFINITY)).isEqualTo("−Inf");
        assertThat(Written.number(-1.5)).isEqualTo("−1.5");
        assertThat(Written.number(1_772_443_271)).isEqualTo("1772443271");
        assertThat(Written.number(3e300)).isEqualTo("3E+300");
    }

    @Test
    void taskIdsKeepBothEnds() {
        assertThat(Written.shortTask("9f3c51d7a0b24f8e9d1e66f0c2a7e4b1")).isEqualTo("9f3c…b1");
        assertThat(Written.shortTask("t-1")).isEqualTo("t-1");
    }

    @Test
    void whatIsLeftOfTheLastSecondIsNotNothing() {
        assertThat(Written.soon(Duration.ofMillis(150))).isEqualTo("less than 1 s");
        assertThat(Written.soon(Duration.ofSeconds(40))).isEqualTo("40 s");
    }

    @Test
    void thingsAreListedAsInASentence() {
        assertThat(Written.list(List.of("a"))).isEqualTo("a");
        assertThat(Written.list(List.of("a", "b"))).isEqualTo("a and b");
        assertThat(Written.list(List.of("a", "b", "c"))).isEqualTo("a, b and c");
    }
}
