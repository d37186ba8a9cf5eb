package dev.sloconsole.desktop.wall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.desktop.screen.Fx;
import dev.sloconsole.desktop.screen.Snapshot;
import dev.sloconsole.desktop.screen.look.Theme;
import dev.sloconsole.session.Action;
import dev.sloconsole.session.Scene;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.replay.Replay;
import dev.sloconsole.view.fixture.Lessons;
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
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.image.Image;
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
    private record Moment(SessionState state, Duration now) {
        static Moment of(Taught taught) {
            return new Moment(taught.state(), taught.now());
        }
    }

    private static Map<String, Moment> classes() {
        var out = new LinkedHashMap<String, Moment>();
        out.put("text", Moment.of(Taught.begun().at(3).step("images")));
        out.put("deploy", Moment.of(Taught.deploying(28)));
        out.put(
                "deploy-failed",
                Moment.of(Taught.deploying(31)
                        .resource(
                                "AppService ECS::Service",
                                "CREATE_FAILED",
                                Optional.of("Essential container in task exited. Exit code 1."))
                        .stack("ROLLBACK_IN_PROGRESS")));
        out.put("discovery", Moment.of(Taught.deployed().at(90)));
        out.put("architecture", Moment.of(Taught.deployed().step("grafana").at(160)));
        out.put("dashboard-empty", Moment.of(Taught.deployed().step("dashboard").at(230)));
        out.put("dashboard", Moment.of(Taught.served()));
        out.put(
                "question",
                Moment.of(Taught.served().at(890).step("partial-failure").at(893)));
        out.put("budget", Moment.of(Taught.failing()));
        out.put("budget-overspent", Moment.of(Taught.failing().seconds(920, 980, 10, 10, 0)));
        out.put("question-guessed", Moment.of(Taught.asked()));
        for (double seconds : new double[] {0.4, 4, 9.5, 13, 30}) {
            out.put("kill-" + seconds, Moment.of(Taught.killed(seconds)));
        }
        out.put(
                "deleting",
                Moment.of(Taught.served()
                        .asks(Action.DELETE)
                        .stack("DELETE_IN_PROGRESS")
                        .resource("AppService ECS::Service", "DELETE_COMPLETE", Optional.empty())));
        out.put("outcome", Moment.of(Taught.whole()));
        var alerts = Taught.failing();
        out.put("alerts", new Moment(alerts.replay(Lessons.staged(Scene.ALERTS)).stateAt(alerts.now()), alerts.now()));
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
            pane.show(new Show(22).next(moment.state(), moment.now()));
            pane.resize(shape[0], shape[1]);
            pane.layout();
            return pane;
        });
    }

    /** A class that was really taught: the lesson on the local cloud, rehearsed. */
    @Test
    void everyChapterOfARecordedClassCanBeRead() {
        var replay = Replay.open(Path.of("src/test/resources/dev/sloconsole/desktop/wall/rehearsed.jsonl.gz"));
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

    /** Which part of the points may have another colour before a picture shows something else: a digit is more. */
    private static final double TOLERANCE = 0.0003;

    @Test
    void thePictureInTheReadmeIsThatOfToday() {
        var today = Path.of("target/pictures/wall/readme.png");
        var pane = painted(Moment.of(Taught.killed(4)), Theme.DARK, new int[] {1600, 900}, Room.USUAL);
        Fx.run(() -> Snapshot.write(Snapshot.of(pane), today));
        var documented = Path.of("../../docs/wall.png");

        assertThat(Fx.call(() -> apart(image(today), image(documented))))
                .as("%s is out of date: copy %s there after looking at it", documented, today.toAbsolutePath())
                .isLessThan(TOLERANCE);
    }

    private static Image image(Path file) {
        return new Image(file.toUri().toString());
    }

    private static double apart(Image a, Image b) {
        if (a.getWidth() != b.getWidth() || a.getHeight() != b.getHeight()) {
            return 1;
        }
        long others = 0;
        for (int y = 0; y < a.getHeight(); y++) {
            for (int x = 0; x < a.getWidth(); x++) {
                var one = a.getPixelReader().getColor(x, y);
                var other = b.getPixelReader().getColor(x, y);
                others += Math.abs(one.getRed() - other.getRed()) > 0.25
                                || Math.abs(one.getBlue() - other.getBlue()) > 0.25
                        ? 1
                        : 0;
            }
        }
        return others / (a.getWidth() * a.getHeight());
    }
}
