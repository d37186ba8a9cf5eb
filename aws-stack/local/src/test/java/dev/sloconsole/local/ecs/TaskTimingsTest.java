package dev.sloconsole.local.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.local.Pace;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TaskTimingsTest {

    private static Duration start(TaskTimings timings) {
        return timings.provisioning().plus(timings.pulling()).plus(timings.activating());
    }

    @Test
    void classroomReplacesATaskInAboutEightSeconds() {
        var timings = TaskTimings.of(Pace.CLASSROOM);
        var processStart = Duration.ofSeconds(1);
        assertThat(timings.rescheduling().plus(start(timings)).plus(processStart))
                .isBetween(Duration.ofSeconds(7), Duration.ofSeconds(9));
    }

    @Test
    void awsTakesAsLongAsMeasuredOnFargate() {
        var timings = TaskTimings.of(Pace.AWS);
        assertThat(start(timings)).isBetween(Duration.ofSeconds(18), Duration.ofSeconds(21));
        var stopTimeout = Duration.ofSeconds(10);
        assertThat(timings.deregistering().plus(stopTimeout).plus(timings.deprovisioning()))
                .isBetween(Duration.ofSeconds(30), Duration.ofSeconds(34));
    }

    @Test
    void fastWaitsForNothingButProcesses() {
        assertThat(start(TaskTimings.of(Pace.FAST))).isLessThan(Duration.ofMillis(250));
    }
}
