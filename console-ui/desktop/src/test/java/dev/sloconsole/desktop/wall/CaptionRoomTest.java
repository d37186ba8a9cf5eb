package dev.sloconsole.desktop.wall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.desktop.screen.Fx;
import dev.sloconsole.desktop.screen.look.Theme;
import dev.sloconsole.session.Scene;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.view.fixture.RecordedClass;
import dev.sloconsole.view.wall.Caption;
import dev.sloconsole.view.wall.Room;
import dev.sloconsole.view.wall.Show;
import dev.sloconsole.view.wall.Wall;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.stream.Collectors;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of the recorded class, second by second, is read at a glance in every shape. */
class CaptionRoomTest {

    private static final double READ = 38;

    @BeforeAll
    static void start() {
        Fx.start();
    }

    /** A moment with every sentence that was said, numbers aside. */
    private static Collection<SessionState> sentences() {
        var all = new LinkedHashMap<String, SessionState>();
        RecordedClass.replay().show(Duration.ofSeconds(1), state -> {
            if (Wall.of(state, state.at(), 24).scene() != Scene.QUESTION) {
                all.putIfAbsent(Caption.of(state, state.at()).text().replaceAll("[0-9]+", "#"), state);
            }
        });
        RecordedClass.moments().forEach((name, state) -> all.putIfAbsent(name, state));
        return all.values();
    }

    /** Two lines of 38 units hold 96 letters of a wall that stands on end: it has three. */
    @ParameterizedTest
    @CsvSource({"1920, 1080, 2", "1366, 768, 2", "1024, 768, 2", "3840, 2160, 2", "1080, 1920, 3"})
    void everySentenceHasRoom(int width, int height, int lines) {
        for (var state : sentences()) {
            if (Wall.of(state, state.at(), 24).scene() == Scene.QUESTION) {
                continue;
            }
            Fx.run(() -> {
                var pane = new WallPane(Theme.DARK, Room.USUAL);
                pane.show(new Show(24).next(state, state.at()));
                pane.resize(width, height);
                pane.layout();
                var words = Caption.of(state, state.at()).text();
                var flow = caption(pane, words);
                double size = ((Text) flow.getChildren().getFirst()).getFont().getSize();
                assertThat(size).as(words).isGreaterThanOrEqualTo(READ);
                assertThat(Math.round(flow.getHeight() / (size * 1.21)))
                        .as(words)
                        .isLessThanOrEqualTo(lines);
            });
        }
    }

    private static TextFlow caption(WallPane pane, String words) {
        return pane.paper().getChildren().stream()
                .filter(TextFlow.class::isInstance)
                .map(TextFlow.class::cast)
                .filter(flow -> flow.getChildren().stream()
                        .map(part -> ((Text) part).getText())
                        .collect(Collectors.joining())
                        .replace('\u00a0', ' ')
                        .equals(words))
                .findFirst()
                .orElseThrow();
    }
}
