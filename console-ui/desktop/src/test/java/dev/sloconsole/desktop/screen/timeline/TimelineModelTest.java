package dev.sloconsole.desktop.screen.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.desktop.screen.fixture.States;
import dev.sloconsole.desktop.screen.look.Look;
import dev.sloconsole.desktop.screen.look.Theme;
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
        assertThat(model.sliAt(States.s(600))).contains("SLI: 100.0 %");
        assertThat(model.sliAt(States.s(10))).isEmpty();
    }

    @Test
    void placesAndTimesAreInverse() {
        var plot = new Plot(1920, 250, new Look(Theme.DARK, 1), Duration.ofMinutes(30));
        assertThat(plot.at(plot.x(States.s(1262))).toSeconds()).isEqualTo(1262);
        assertThat(plot.at(-50)).isEqualTo(Duration.ZERO);
        assertThat(plot.at(5000)).isEqualTo(Duration.ofMinutes(30));
        assertThat(plot.laneAt(plot.lane(2) + 3, 4)).isEqualTo(2);
        assertThat(plot.laneAt(plot.sliTop(), 4)).isEqualTo(-1);
    }
}
