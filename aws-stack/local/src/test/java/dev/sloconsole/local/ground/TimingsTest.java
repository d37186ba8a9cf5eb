package dev.sloconsole.local.ground;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.local.ground.Timings.Step;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimingsTest {

    private static Duration start(Pace pace) {
        var timings = new Timings(pace);
        return timings.of(Step.PROVISIONING).plus(timings.of(Step.PULLING)).plus(timings.of(Step.ACTIVATING));
    }

    @Test
    void classroomReplacesATaskInAboutEightSeconds() {
        var processStart = Duration.ofSeconds(1);
        assertThat(new Timings(Pace.CLASSROOM)
                        .of(Step.RESCHEDULING)
                        .plus(start(Pace.CLASSROOM))
                        .plus(processStart))
                .isBetween(Duration.ofSeconds(7), Duration.ofSeconds(9));
    }

    @Test
    void awsTakesAsLongAsMeasuredOnFargate() {
        var timings = new Timings(Pace.AWS);
        assertThat(start(Pace.AWS)).isBetween(Duration.ofSeconds(18), Duration.ofSeconds(21));
        var stopTimeout = Duration.ofSeconds(10);
        assertThat(timings.of(Step.DEREGISTERING).plus(stopTimeout).plus(timings.of(Step.DEPROVISIONING)))
                .isBetween(Duration.ofSeconds(30), Duration.ofSeconds(34));
    }

    @Test
    void fastWaitsForNothingButProcesses() {
        assertThat(start(Pace.FAST)).isLessThan(Duration.ofMillis(250));
        assertThat(new Timings(Pace.FAST).creation("AWS::ServiceDiscovery::PrivateDnsNamespace"))
                .isLessThan(Duration.ofMillis(50));
    }

    @Test
    void noStepIsQuickerOnAwsThanInAClass() {
        for (var step : Step.values()) {
            assertThat(new Timings(Pace.AWS).of(step))
                    .as(step.name())
                    .isGreaterThanOrEqualTo(new Timings(Pace.CLASSROOM).of(step));
            assertThat(new Timings(Pace.CLASSROOM).of(step))
                    .as(step.name())
                    .isGreaterThanOrEqualTo(new Timings(Pace.FAST).of(step));
        }
    }
}
