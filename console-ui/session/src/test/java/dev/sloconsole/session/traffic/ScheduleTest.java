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
            assertThat(LongStream.range(from, from + 100).filter(schedule::fails).count()).isEqualTo(percent);
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
}
