package dev.sloconsole.desktop.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.desktop.screen.dashboard.CentrePane;
import dev.sloconsole.desktop.screen.fixture.Recorded;
import dev.sloconsole.desktop.screen.fixture.Tape;
import dev.sloconsole.desktop.screen.look.Parts;
import dev.sloconsole.desktop.screen.look.Theme;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.Source;
import dev.sloconsole.session.journal.Damage;
import dev.sloconsole.view.fixture.RecordedClass;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PicturesTest {

    /** Where the signs of the icons' font begin. */
    private static final int PRIVATE_USE = 0xF0000;

    @BeforeAll
    static void start() {
        Fx.start();
    }

    static Stream<Arguments> moments() {
        var out = new ArrayList<Arguments>();
        for (var theme : Theme.values()) {
            for (var size : List.of(new int[] {1920, 1080}, new int[] {1366, 768})) {
                RecordedClass.moments().forEach((name, state) -> out.add(Arguments.of(name, state, theme, size)));
                out.add(Arguments.of("replay", RecordedClass.killed(4), theme, size));
            }
        }
        return out.stream();
    }

    @ParameterizedTest(name = "{0} {2}")
    @MethodSource("moments")
    void everyMomentIsDrawnWithNothingCutOff(String name, SessionState state, Theme theme, int[] size) {
        var options = name.equals("replay")
                ? ConsoleOptions.replay(new Tape(state.at()), (s, t) -> Optional.empty())
                : ConsoleOptions.live(Source.LOCAL, (s, t) -> Optional.empty()).withExpectedResources(24);
        var window = Fx.call(
                () -> new ConsoleWindow(new Stage(), () -> state, state::at, new Recorded(), options.with(theme)));
        Fx.run(() -> Snapshot.stage(window, new Stage(), size[0], size[1]));
        Fx.settle();
        var file =
                Path.of("target/pictures", name + "-" + theme.name().toLowerCase(Locale.ROOT) + "-" + size[0] + ".png");
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

    /** With the architecture in its middle: the page of the dashboard is another program's drawing. */
    @Test
    void thePictureInTheReadmeIsThatOfToday() {
        var state = RecordedClass.killed(4);
        var options = ConsoleOptions.live(Source.LOCAL, (s, t) -> Optional.empty())
                .withExpectedResources(24)
                .withMetrics(() -> RecordedClass.replay().metricsAt(state.at()));
        var window = Fx.call(() -> new ConsoleWindow(new Stage(), () -> state, state::at, new Recorded(), options));
        Fx.run(() -> {
            Snapshot.stage(window, new Stage(), 1600, 900);
            window.show(CentrePane.Tab.ARCHITECTURE);
        });
        Fx.settle();
        try {
            Documented.isOfToday("console.png", Fx.call(() -> Snapshot.of(window.content())));
        } finally {
            Fx.run(() -> {
                window.content().getScene().getWindow().hide();
                window.close();
            });
        }
    }

    static Stream<Arguments> panels() {
        var out = new ArrayList<Arguments>();
        for (var theme : Theme.values()) {
            for (var size : List.of(new int[] {1920, 1080}, new int[] {1366, 768})) {
                for (var panel : Panel.values()) {
                    out.add(Arguments.of(panel, theme, size));
                }
            }
        }
        return out.stream();
    }

    /** What the class asks for beside its moments. */
    enum Panel {
        ALERTS,
        BUDGET,
        ALERTS_OF_NOTHING,
        QUERY_EMPTY,
        QUERY_TABLE,
        QUERY_REFUSED,
        SEARCH,
        SEARCH_FOR_NOTHING,
        WHAT_IF,
        DAMAGED
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("panels")
    void everyPanelIsDrawnWithNothingCutOff(Panel panel, Theme theme, int[] size) {
        var state = panel == Panel.ALERTS_OF_NOTHING ? RecordedClass.begun() : RecordedClass.killed(8.5);
        var tape = new Tape(state.at());
        if (panel == Panel.DAMAGED) {
            tape.damaged(new Damage(List.of(
                    new Damage.Place(312, 40_123, 512, "The line is not JSON."),
                    new Damage.Place(2_040, 240_123, 37, "The last line is cut."))));
        }
        var options = ConsoleOptions.replay(tape, (s, t) -> Optional.empty())
                .withMetrics(() -> RecordedClass.replay().metricsAt(state.at()))
                .with(theme);
        var window =
                Fx.call(() -> new ConsoleWindow(new Stage(), () -> state, tape::position, new Recorded(), options));
        Fx.run(() -> Snapshot.stage(window, new Stage(), size[0], size[1]));
        Fx.settle();
        switch (panel) {
            case ALERTS, ALERTS_OF_NOTHING -> Fx.press(window.content().lookup("#why"));
            case BUDGET -> Fx.press(window.content().lookup("#how"));
            case QUERY_EMPTY -> Fx.run(() -> window.show(CentrePane.Tab.QUERY));
            case QUERY_TABLE -> ask(window, "up or http_requests_total");
            case QUERY_REFUSED -> ask(window, "sum by (job (up)");
            case SEARCH -> {
                type(window, "#search", "task");
                Fx.press(window.content().lookup("#hit-after"));
                Fx.press(window.content().lookup("#hit-after"));
            }
            case SEARCH_FOR_NOTHING -> type(window, "#search", "nonsense");
            case WHAT_IF ->
                Fx.run(() -> ((MenuButton) window.content().lookup("#slo"))
                        .getItems()
                        .get(4)
                        .fire());
            case DAMAGED -> {}
        }
        Fx.settle();
        var name = panel.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-"
                + theme.name().toLowerCase(Locale.ROOT);
        try {
            Snapshot.write(
                    Fx.call(() -> Snapshot.of(window.content())),
                    Path.of("target/pictures", name + "-" + size[0] + ".png"));
            assertThat(Fx.call(() -> cutOff(window.content()))).isEmpty();
        } finally {
            Fx.run(() -> {
                window.content().getScene().getWindow().hide();
                window.close();
            });
        }
    }

    private static void ask(ConsoleWindow window, String query) {
        Fx.run(() -> window.show(CentrePane.Tab.QUERY));
        type(window, "#query", query);
        Fx.press(window.content().lookup("#ask"));
        var headline = (Label) window.content().lookup(".query-headline");
        Fx.waitFor(
                "an answer", Duration.ofSeconds(20), () -> !headline.getText().startsWith("Evaluating"));
    }

    private static void type(ConsoleWindow window, String field, String text) {
        Fx.run(() -> ((TextField) window.content().lookup(field)).setText(text));
        Fx.settle();
    }

    /** The texts of visible labels and buttons that are drawn otherwise than they are, or lie outside of their parents. */
    static List<String> cutOff(Parent root) {
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
            boolean inner = labeled instanceof MenuButton;
            if (!inner && !drawn.contains(labeled.getText())) {
                out.add(labeled.getText() + " is drawn as " + drawn);
            }
        }
        if (node instanceof Labeled labeled
                && labeled.getText().codePoints().anyMatch(letter -> letter >= PRIVATE_USE)
                && !labeled.getFont().getFamily().equals("Material Design Icons")) {
            out.add("an icon is written in " + labeled.getFont().getFamily() + ", which has none");
        }
        if (node instanceof Label label
                && label.getParent() != null
                && !label.getText().isEmpty()) {
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
