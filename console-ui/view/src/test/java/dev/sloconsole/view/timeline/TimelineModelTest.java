package dev.sloconsole.view.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.view.fixture.States;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimelineModelTest {

    @Test
    void axisEndsAtARoundMinuteWithSomeRoom() {
        assertThat(TimelineModel.end(Duration.ofSeconds(4))).isEqualTo(Duration.ofMinutes(3));
        assertThat(TimelineModel.end(Duration.ofMinutes(3))).isEqualTo(Duration.ofMinutes(5));
        assertThat(TimelineModel.end(Duration.ofMinutes(29))).isEqualTo(Duration.ofMinutes(45));
    }

    @Test
    void recordingsAxisIsItsLength() {
        var model = TimelineModel.from(States.healthy(), States.s(760), Optional.of(States.s(1900)));
        assertThat(model.end()).isEqualTo(States.s(1900));
    }

    @Test
    void hoverTellsWhatWasThere() {
        var model = TimelineModel.from(States.recovered(), States.recovered().at(), Optional.empty());
        assertThat(model.at(0, States.s(900))).contains("Traffic: Partial failure 30 %");
        assertThat(model.at(1, States.s(20))).isEmpty();
        assertThat(model.at(3, States.s(1270))).contains("Target: DOWN");
        assertThat(model.sliAt(States.s(600))).contains("SLI: 100 %");
        assertThat(model.sliAt(States.s(10))).isEmpty();
    }
}
