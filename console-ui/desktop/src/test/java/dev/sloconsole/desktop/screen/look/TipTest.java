package dev.sloconsole.desktop.screen.look;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.desktop.screen.ConsoleOptions;
import dev.sloconsole.desktop.screen.ConsoleWindow;
import dev.sloconsole.desktop.screen.Fx;
import dev.sloconsole.desktop.screen.fixture.Recorded;
import dev.sloconsole.session.Source;
import dev.sloconsole.view.fixture.RecordedClass;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.event.Event;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TipTest {

    private Optional<ConsoleWindow> window = Optional.empty();

    @BeforeAll
    static void start() {
        Fx.start();
    }

    @BeforeEach
    void open() {
        var state = RecordedClass.normal();
        var made = Fx.call(() -> new ConsoleWindow(
                new Stage(),
                () -> state,
                state::at,
                new Recorded(),
                ConsoleOptions.live(Source.LOCAL, (s, t) -> Optional.empty())));
        window = Optional.of(made);
        Fx.run(() -> made.start(960, 700));
        Fx.settle();
    }

    @AfterEach
    void close() {
        Fx.run(() -> window.ifPresent(ConsoleWindow::close));
    }

    @ParameterizedTest
    @ValueSource(strings = {"#traffic-normal", "#kill", "#full-screen", "#slo", "#show-notes", "#next"})
    void aTooltipNeverCoversWhatItExplains(String selector) {
        var node = node(selector);
        var tip = shown(selector);
        Fx.run(() -> {
            var explained = node.localToScreen(node.getLayoutBounds());
            boolean below = tip.getY() >= explained.getMaxY();
            boolean above = tip.getY() + tip.getHeight() <= explained.getMinY();
            assertThat(below || above)
                    .as("%s explained by %s to %s", explained, tip.getY(), tip.getY() + tip.getHeight())
                    .isTrue();
            tip.hide();
        });
    }

    @Test
    void theMouseBringsIt() {
        var node = node("#kill");
        Fx.run(() -> {
            var at = node.localToScene(5, 5);
            var screen = node.localToScreen(5, 5);
            for (var type : List.of(MouseEvent.MOUSE_ENTERED, MouseEvent.MOUSE_MOVED)) {
                Event.fireEvent(
                        node,
                        new MouseEvent(
                                type,
                                at.getX(),
                                at.getY(),
                                screen.getX(),
                                screen.getY(),
                                MouseButton.NONE,
                                0,
                                false,
                                false,
                                false,
                                false,
                                false,
                                false,
                                false,
                                false,
                                false,
                                false,
                                null));
            }
        });
        Fx.waitFor(
                "the tooltip",
                Duration.ofSeconds(10),
                () -> Tip.of(node).tooltip().isShowing());
        assertThat(Fx.call(() -> Tip.of(node).tooltip().getText())).contains("/kill");
    }

    @Test
    void textSizeReachesTooltipsAndMenus() {
        double tipBefore = textOf(shown("#kill"));
        double menuBefore = textOf(menu());
        for (int i = 0; i < 5; i++) {
            plus();
        }
        assertThat(textOf(shown("#kill")) / tipBefore).isBetween(1.2, 1.3);
        assertThat(textOf(menu()) / menuBefore).isBetween(1.2, 1.3);
    }

    private Tooltip shown(String selector) {
        var node = node(selector);
        var tip = Fx.call(() -> Tip.of(node).tooltip());
        Fx.run(() -> {
            var middle = node.localToScreen(node.getLayoutBounds());
            tip.hide();
            tip.show(node.getScene().getWindow(), middle.getCenterX() + 10, middle.getCenterY() + 7);
        });
        Fx.settle();
        return tip;
    }

    private Window menu() {
        var button = (MenuButton) node("#rate");
        Fx.run(() -> {
            button.hide();
            button.setPopupSide(Side.BOTTOM);
            button.show();
        });
        Fx.settle();
        return Fx.call(() -> button.getItems().getFirst().getParentPopup());
    }

    private static double textOf(Window popup) {
        return Fx.call(() -> popup.getScene().getRoot().lookupAll(".text").stream()
                .map(Text.class::cast)
                .filter(text -> !text.getText().isBlank())
                .mapToDouble(text -> text.getFont().getSize())
                .max()
                .orElseThrow());
    }

    private void plus() {
        Fx.run(() -> Event.fireEvent(
                window.orElseThrow().content(),
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.PLUS, false, true, false, false)));
        Fx.settle();
    }

    private Node node(String selector) {
        return Optional.ofNullable(window.orElseThrow().content().lookup(selector))
                .orElseThrow(() -> new AssertionError("no node " + selector));
    }
}
