package dev.sloconsole.prometheus.promql.functions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MomentTest {

    /** Worked out by adding whole cycles of 400 years to a date that java.time knows. */
    @ParameterizedTest
    @CsvSource({
        "1e18, 31688740476, 10, 5, 1, 46", "3.2e16, 1014041602, 3, 4, 8, 53",
        "-1e18, -31688736537, 3, 2, 22, 13", "9.2233720368547748e18, 292277026596, 12, 0, 15, 13",
        "-9.223372036854775808e18, -292277022657, 1, 0, 8, 29"
    })
    void calendarGoesOnAsFarAsSecondsReach(double seconds, double year, int month, int weekday, int hour, int minute) {
        var moment = Moment.of(seconds).orElseThrow();
        assertThat(moment.year()).isEqualTo(year);
        assertThat(moment.month()).isEqualTo(month);
        assertThat(moment.weekday()).isEqualTo(weekday);
        assertThat(moment.hour()).isEqualTo(hour);
        assertThat(moment.minute()).isEqualTo(minute);
    }

    @Test
    void withinTheYearsOfJavaItIsJavasDate() {
        for (long seconds = -62_135_596_800L; seconds < 253_402_300_800L; seconds += 12_345_678_901L / 7) {
            var date = LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
            var moment = Moment.of(seconds).orElseThrow();
            assertThat(moment.year()).isEqualTo(date.getYear());
            assertThat(moment.dayOfYear()).isEqualTo(date.getDayOfYear());
            assertThat(moment.day()).isEqualTo(date.getDayOfMonth());
            assertThat(moment.daysInMonth()).isEqualTo(date.toLocalDate().lengthOfMonth());
        }
    }

    @ParameterizedTest
    @CsvSource({"NaN", "Infinity", "-Infinity", "9.3e18", "-1e300"})
    void thereIsNoMomentBeyond(double seconds) {
        assertThat(Moment.of(seconds)).isEmpty();
    }
}
