package dev.sloconsole.desktop.screen.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.desktop.screen.Fx;
import dev.sloconsole.desktop.screen.look.Look;
import dev.sloconsole.desktop.screen.look.Theme;
import dev.sloconsole.desktop.screen.look.Widths;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.Written;
import dev.sloconsole.view.fixture.RecordedClass;
import dev.sloconsole.view.timeline.TimelineModel;
import dev.sloconsole.view.timeline.TimelineModel.Lane;
import dev.sloconsole.view.timeline.TimelineModel.Stretch;
import dev.sloconsole.view.timeline.Zoom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.scene.SnapshotParameters;
import javafx.scene.canvas.Canvas;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TimelineDrawingTest {

    private static final Look LOOK = new Look(Theme.DARK, 1);
    private static final Duration LENGTH = Duration.ofSeconds(456);
    private static final TimelineModel NOW = TimelineModel.from(
            RecordedClass.alertFiring(), RecordedClass.alertFiring().at(), Optional.of(LENGTH));
    private static final TimelineModel WHOLE = TimelineModel.from(
            RecordedClass.recovered(), RecordedClass.recovered().at(), Optional.of(LENGTH));

    @BeforeAll
    static void start() {
        Fx.start();
    }

    @Test
    void whatIsStillToComeOfARecordingIsDrawnDimmed() {
        var later = Duration.ofSeconds(350);
        var nothing = traffic(new TimelineDrawing(NOW, Optional.empty(), Zoom.WHOLE), later);
        var dimmed = traffic(new TimelineDrawing(NOW, Optional.of(WHOLE), Zoom.WHOLE), later);
        var full = traffic(new TimelineDrawing(WHOLE, Optional.of(WHOLE), Zoom.WHOLE), later);

        assertThat(nothing.getOpacity()).isZero();
        assertThat(dimmed.getOpacity()).isBetween(0.01, full.getOpacity() - 0.01);
    }

    @Test
    void whatHasHappenedIsDrawnInFullColour() {
        var earlier = Duration.ofSeconds(150);
        assertThat(traffic(new TimelineDrawing(NOW, Optional.of(WHOLE), Zoom.WHOLE), earlier))
                .isEqualTo(traffic(new TimelineDrawing(NOW, Optional.empty(), Zoom.WHOLE), earlier));
    }

    @Test
    void theEndOfALongDayIsNotCutOff() {
        for (double scale : new double[] {0.8, 1, 1.4}) {
            var look = new Look(Theme.DARK, scale);
            var plot = new Plot(
                    1000, 200, look, Duration.ZERO, Duration.ofHours(14).minusSeconds(1));
            double words = Fx.call(() -> Widths.of(Written.shortClock(plot.to()), look.font(15)));
            assertThat(plot.right() + look.px(8) + words).isLessThanOrEqualTo(plot.width());
        }
    }

    @Test
    void theWordsOfWhatIsOverDoNotReachIntoThePresent() {
        for (int now : new int[] {30, 60, 90, 400}) {
            var model = new TimelineModel(
                    Duration.ofSeconds(now),
                    LENGTH,
                    0.99,
                    0.95,
                    List.of(),
                    List.of(),
                    List.of(new Lane(
                            "Alerts",
                            List.of(
                                    new Stretch(
                                            Duration.ofSeconds(10),
                                            Optional.of(Duration.ofSeconds(12)),
                                            Tone.WARN,
                                            0.5,
                                            "PAGE pending"),
                                    new Stretch(
                                            Duration.ofSeconds(12), Optional.empty(), Tone.MUTED, 0.15, "PAGE over")))),
                    List.of(),
                    List.of(),
                    List.of());
            var drawing = new TimelineDrawing(model, Optional.empty(), Zoom.WHOLE);
            assertThat(amberBehind(drawing, Duration.ofSeconds(now)))
                    .as("at %d s", now)
                    .isFalse();
        }
    }

    /** Whether anything of the lane after this time has the colour of a warning. */
    private static boolean amberBehind(TimelineDrawing drawing, Duration at) {
        return Fx.call(() -> {
            var canvas = new Canvas(1600, 260);
            drawing.draw(canvas.getGraphicsContext2D(), 1600, 260, LOOK);
            var plot = new Plot(1600, 260, LOOK, Duration.ZERO, LENGTH);
            var pixels = canvas.snapshot(null, null).getPixelReader();
            for (int x = (int) plot.x(at) + 6; x < 1600; x++) {
                for (int y = (int) plot.lane(0); y < plot.lane(0) + plot.laneHeight(); y++) {
                    var color = pixels.getColor(x, y);
                    if (color.getRed() > 0.7 && color.getBlue() < 0.4) {
                        return true;
                    }
                }
            }
            return false;
        });
    }

    /** The colour at the lower edge of the traffic's lane, where no letter is. */
    private static Color traffic(TimelineDrawing drawing, Duration at) {
        return Fx.call(() -> {
            var canvas = new Canvas(1600, 260);
            drawing.draw(canvas.getGraphicsContext2D(), 1600, 260, LOOK);
            var plot = new Plot(1600, 260, LOOK, Duration.ZERO, LENGTH);
            var parameters = new SnapshotParameters();
            parameters.setFill(Color.TRANSPARENT);
            var picture = canvas.snapshot(parameters, null);
            return picture.getPixelReader().getColor((int) plot.x(at), (int) (plot.lane(0) + plot.laneHeight() - 2));
        });
    }
}
