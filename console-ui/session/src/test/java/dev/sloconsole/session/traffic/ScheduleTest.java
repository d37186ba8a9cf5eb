package dev.sloconsole.session.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.session.TrafficPlan;
import dev.sloconsole.session.TrafficPlan.Mode;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {

    @Test
    void deadlinesAreAbsoluteAndDoNotDrift() {
        var schedule = new Schedule(new TrafficPlan(Mode.NORMAL, 3, 30), 1_000, 0);

        assertThat(schedule.dueNanos(0)).isEqualTo(1_000);
        assertThat(schedule.dueNanos(1)).isEqualTo(333_334_333L);
        assertThat(schedule.dueNanos(3 * 3_600)).isEqualTo(3_600_000_000_000L + 1_000);
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "30, 0", "30, 12345", "99, 7", "100, 3"})
    void everyHundredRequestsFailExactlyTheirShare(int percent, long seed) {
        var schedule = new Schedule(new TrafficPlan(Mode.PARTIAL_FAILURE, 20, percent), 0, seed);

        for (long from : new long[] {0, 1, 57}) {
            assertThat(LongStream.range(from, from + 100)
                            .filter(schedule::fails)
                            .count())
                    .isEqualTo(percent);
        }
    }

    @Test
    void failuresAreSpreadEvenly() {
        var schedule = new Schedule(new TrafficPlan(Mode.PARTIAL_FAILURE, 20, 50), 0, 0);

        assertThat(LongStream.range(0, 6).filter(schedule::fails)).containsExactly(1L, 3L, 5L);
    }

    @Test
    void normalTrafficNeverFails() {
        var schedule = new Schedule(new TrafficPlan(Mode.NORMAL, 20, 100), 0, 0);

        assertThat(LongStream.range(0, 100).anyMatch(schedule::fails)).isFalse();
    }

    @Test
    void burstsComeAtTheEndOfEveryHalfMinute() {
        var schedule = new Schedule(new TrafficPlan(Mode.BURST, 10, 30), 0, 0);

        assertThat(inSecond(schedule, 0)).isEqualTo(10);
        assertThat(inSecond(schedule, 24)).isEqualTo(10);
        assertThat(inSecond(schedule, 25)).isEqualTo(50);
        assertThat(inSecond(schedule, 29)).isEqualTo(50);
        assertThat(inSecond(schedule, 30)).isEqualTo(10);
        assertThat(inSecond(schedule, 3_600 + 27)).isEqualTo(50);
    }

    @Test
    void rampGrowsEvenlyToItsTopAndStaysThere() {
        var schedule = new Schedule(new TrafficPlan(Mode.RAMP, 10, 30), 0, 0);

        assertThat(inSecond(schedule, 0)).isBetween(10L, 11L);
        assertThat(inSecond(schedule, 59)).isBetween(54L, 56L);
        assertThat(inSecond(schedule, 119)).isBetween(99L, 100L);
        assertThat(inSecond(schedule, 120)).isEqualTo(100);
        assertThat(inSecond(schedule, 500)).isEqualTo(100);
    }

    @ParameterizedTest
    @CsvSource({"BURST, 1", "BURST, 7", "BURST, 1500", "BURST, 2000", "RAMP, 1", "RAMP, 33", "RAMP, 2000"})
    void deadlinesNeverGoBackAndNoSecondHasMoreThanThePeak(Mode mode, int rate) {
        var plan = new TrafficPlan(mode, rate, 30);
        var schedule = new Schedule(plan, 5, 0);

        assertThat(schedule.dueNanos(0)).isEqualTo(5);
        long requests = rate * 400L;
        for (long i = 1; i < requests; i++) {
            assertThat(schedule.dueNanos(i)).isGreaterThanOrEqualTo(schedule.dueNanos(i - 1));
        }
        assertThat(LongStream.range(0, 140)
                        .map(second -> inSecond(schedule, second))
                        .max()
                        .orElseThrow())
                .isLessThanOrEqualTo(plan.peakPerSecond() + 1L);
    }

    /** How many requests are due in a second; found by bisection, for deadlines ascend. */
    private static long inSecond(Schedule schedule, long second) {
        return firstFrom(schedule, (second + 1) * 1_000_000_000L) - firstFrom(schedule, second * 1_000_000_000L);
    }

    private static long firstFrom(Schedule schedule, long nanos) {
        long low = 0;
        long high = 1L << 30;
        while (low < high) {
            long middle = (low + high) / 2;
            if (schedule.dueNanos(middle) - schedule.startNanos() < nanos) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
