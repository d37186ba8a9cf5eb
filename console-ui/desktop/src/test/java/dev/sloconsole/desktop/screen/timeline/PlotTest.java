package dev.sloconsole.desktop.screen.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.desktop.screen.look.Look;
import dev.sloconsole.desktop.screen.look.Theme;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PlotTest {

    @Test
    void placesAndTimesAreInverse() {
        var plot = new Plot(1920, 250, new Look(Theme.DARK, 1), Duration.ZERO, Duration.ofMinutes(30));
        assertThat(plot.at(plot.x(Duration.ofSeconds(1262))).toSeconds()).isEqualTo(1262);
        assertThat(plot.at(-50)).isEqualTo(Duration.ZERO);
        assertThat(plot.at(5000)).isEqualTo(Duration.ofMinutes(30));
        assertThat(plot.laneAt(plot.lane(2) + 3, 4)).isEqualTo(2);
        assertThat(plot.laneAt(plot.sliTop(), 4)).isEqualTo(-1);
    }
}
