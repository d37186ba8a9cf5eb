package dev.sloconsole.desktop.wall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.desktop.screen.Documented;
import dev.sloconsole.desktop.screen.Fx;
import dev.sloconsole.desktop.screen.Snapshot;
import dev.sloconsole.desktop.screen.look.Theme;
import dev.sloconsole.session.Scene;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.view.fixture.Lessons;
import dev.sloconsole.view.fixture.RecordedClass;
import dev.sloconsole.view.fixture.Taught;
import dev.sloconsole.view.playback.Chapters;
import dev.sloconsole.view.wall.Room;
import dev.sloconsole.view.wall.Show;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every scene in both themes and every shape: nothing cut, nothing on another, nothing small or pale. */
class WallPicturesTest {

    private static final List<int[]> SHAPES = List.of(
            new int[] {1920, 1080}, new int[] {1366, 768}, new int[] {1024, 768}, new int[] {1080, 1920}, new int[] {
                3840, 2160
            });

    @BeforeAll
    static void start() {
        Fx.start();
    }

    /** A moment of a class. */
    private record Moment(SessionState state, Duration now) {}

    /** Those of the recorded class, and two scenes that the built-in lesson does not choose. */
    private static Map<String, Moment> classes() {
        var out = new LinkedHashMap<String, Moment>();
        RecordedClass.moments().forEach((name, state) -> out.put(name, new Moment(state, state.at())));
        var alerts = Taught.failing();
        out.put("alerts", new Moment(alerts.replay(Lessons.staged(Scene.ALERTS)).stateAt(alerts.now()), alerts.now()));
        var still = Taught.served().at(909);
        out.put("nothing-counted", new Moment(still.state(), still.now()));
        return out;
    }

    static Stream<Arguments> pictures() {
        var out = new ArrayList<Arguments>();
        classes().forEach((name, moment) -> {
            for (var theme : Theme.values()) {
                for (var shape : SHAPES) {
                    out.add(Arguments.of(name, theme, shape[0] + "x" + shape[1], moment, shape, Room.USUAL));
                }
            }
            out.add(Arguments.of(name + "-deep", Theme.DARK, "1920x1080", moment, SHAPES.getFirst(), Room.deep(12)));
        });
        return out.stream();
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("pictures")
    void everySceneCanBeReadInEveryShape(String name, Theme theme, String size, Moment moment, int[] shape, Room room) {
        var pane = painted(moment, theme, shape, room);
        if (shape[0] <= 1920) {
            var file = name + "-" + theme.name().toLowerCase(Locale.ROOT) + "-" + size + ".png";
            Fx.run(() -> Snapshot.write(Snapshot.of(pane), Path.of("target/pictures/wall", file)));
        }
        assertThat(Fx.call(() -> Measured.faults(pane.paper(), theme))).isEmpty();
    }

    private static WallPane painted(Moment moment, Theme theme, int[] shape, Room room) {
        return Fx.call(() -> {
            var pane = new WallPane(theme, room);
            pane.show(new Show(24).next(moment.state(), moment.now()));
            pane.resize(shape[0], shape[1]);
            pane.layout();
            return pane;
        });
    }

    @Test
    void everyChapterOfTheRecordedClassCanBeRead() {
        var replay = RecordedClass.replay();
        for (var chapter : Chapters.of(replay)) {
            for (int after : new int[] {0, 1, 3}) {
                var at = chapter.at().plusSeconds(after);
                var moment = new Moment(replay.stateAt(at).replayed(), at);
                for (var shape : SHAPES) {
                    var pane = painted(moment, Theme.DARK, shape, Room.USUAL);
                    assertThat(Fx.call(() -> Measured.faults(pane.paper(), Theme.DARK)))
                            .as("%s + %d s at %d x %d", chapter.title(), after, shape[0], shape[1])
                            .isEmpty();
                }
            }
        }
    }

    @Test
    void thePictureInTheReadmeIsThatOfToday() {
        var killed = RecordedClass.killed(4);
        var pane = painted(new Moment(killed, killed.at()), Theme.DARK, new int[] {1600, 900}, Room.USUAL);
        Documented.isOfToday("wall.png", Fx.call(() -> Snapshot.of(pane)));
    }
}
