package dev.sloconsole.desktop.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.desktop.screen.fixture.Recorded;
import dev.sloconsole.desktop.screen.fixture.States;
import dev.sloconsole.desktop.screen.fixture.Tape;
import dev.sloconsole.desktop.screen.look.Parts;
import dev.sloconsole.desktop.screen.look.Theme;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.Source;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PicturesTest {

    @BeforeAll
    static void start() {
        Fx.start();
    }

    static Stream<Arguments> moments() {
        var out = new ArrayList<Arguments>();
        for (var theme : Theme.values()) {
            for (var size : List.of(new int[] {1920, 1080}, new int[] {1366, 768})) {
                out.add(Arguments.of("empty", States.empty(), theme, size));
                out.add(Arguments.of("deploying", States.deploying(), theme, size));
                out.add(Arguments.of("healthy", States.healthy(), theme, size));
                out.add(Arguments.of("partial-failure", States.partialFailure(), theme, size));
                out.add(Arguments.of("just-killed", States.justKilled(), theme, size));
                out.add(Arguments.of("recovered", States.recovered(), theme, size));
                out.add(Arguments.of("overspent", States.overspent(), theme, size));
                out.add(Arguments.of("lost-prometheus", States.lostPrometheus(), theme, size));
                out.add(Arguments.of("replay", States.justKilled(), theme, size));
            }
        }
        return out.stream();
    }

    @ParameterizedTest(name = "{0} {2}")
    @MethodSource("moments")
    void everyMomentIsDrawnWithNothingCutOff(String name, SessionState state, Theme theme, int[] size) {
        var options = name.equals("replay")
                ? ConsoleOptions.replay(new Tape(state.at(), States.s(1900)), (s, t) -> Optional.empty())
                : ConsoleOptions.live(Source.LOCAL, (s, t) -> Optional.empty()).withExpectedResources(22);
        var window = Fx.call(() -> new ConsoleWindow(new Stage(), () -> state, state::at, new Recorded(), options.with(theme)));
        Fx.run(() -> Snapshot.stage(window, new Stage(), size[0], size[1]));
        Fx.settle();
        var file = Path.of("target/pictures", name + "-" + theme.name().toLowerCase(java.util.Locale.ROOT) + "-" + size[0] + ".png");
        var image = Fx.call(() -> Snapshot.of(window.content()));
        Snapshot.write(image, file);
        try {
            assertThat(file).isNotEmptyFile();
            assertThat(image.getWidth()).isEqualTo(size[0]);
            assertThat(Fx.call(() -> cutOff(window.content()))).isEmpty();
        } finally {
            Fx.run(() -> {
                window.content().getScene().getWindow().hide();
                window.close();
            });
        }
    }

    /** The texts of visible labels and buttons that are drawn otherwise than they are, or lie outside of their parents. */
    private static List<String> cutOff(Parent root) {
        var out = new ArrayList<String>();
        walk(root, out);
        return out;
    }

    private static void walk(Node node, List<String> out) {
        if (!node.isVisible()) {
            return;
        }
        if (node instanceof Labeled labeled
                && !labeled.getStyleClass().contains(Parts.MAY_SHORTEN)
                && !labeled.getText().isEmpty()) {
            var drawn = labeled.lookupAll(".text").stream()
                    .filter(Text.class::isInstance)
                    .map(text -> ((Text) text).getText())
                    .toList();
            boolean inner = labeled instanceof javafx.scene.control.MenuButton;
            if (!inner && !drawn.contains(labeled.getText())) {
                out.add(labeled.getText() + " is drawn as " + drawn);
            }
        }
        if (node instanceof Label label && label.getParent() != null && !label.getText().isEmpty()) {
            var bounds = label.getBoundsInParent();
            var room = label.getParent().getLayoutBounds();
            if (bounds.getMaxX() > room.getMaxX() + 1.5 || bounds.getMaxY() > room.getMaxY() + 1.5) {
                out.add(label.getText() + " sticks out of its parent: " + bounds + " in " + room);
            }
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> walk(child, out));
        }
    }
}
