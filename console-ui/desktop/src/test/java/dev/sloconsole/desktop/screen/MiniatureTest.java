package dev.sloconsole.desktop.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.desktop.screen.fixture.Recorded;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.Source;
import dev.sloconsole.view.fixture.RecordedClass;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the class sees, in small beside the step. */
class MiniatureTest {

    private volatile SessionState state = RecordedClass.normal();
    private Optional<ConsoleWindow> window = Optional.empty();

    @BeforeAll
    static void start() {
        Fx.start();
    }

    @AfterEach
    void close() {
        Fx.run(() -> window.ifPresent(w -> {
            w.content().getScene().getWindow().hide();
            w.close();
        }));
    }

    @Test
    void theWallIsOnTheDeskAndFollowsTheClass() {
        show(1920, 1080);
        assertThat(node("#miniature").isVisible()).isTrue();
        assertThat(says()).isEqualTo("The wall; W turns this window into it");
        state = RecordedClass.killed(8.5);
        Fx.settle();
        assertThat(texts()).anyMatch(text -> text.equals("killed"));
        Snapshot.write(
                Fx.call(() -> Snapshot.of(window.orElseThrow().content())), Path.of("target/pictures/miniature.png"));
    }

    @Test
    void aHeldPictureAndABlackWallAreTold() {
        show(1920, 1080);
        Fx.key(window.orElseThrow().content().getScene(), KeyCode.F);
        assertThat(says()).startsWith("Held: the class sees an older picture");
        state = RecordedClass.killed(8.5);
        Fx.settle();
        assertThat(texts()).noneMatch(text -> text.equals("killed"));
        Fx.key(window.orElseThrow().content().getScene(), KeyCode.F);
        Fx.key(window.orElseThrow().content().getScene(), KeyCode.B);
        assertThat(says()).startsWith("Black: the class sees nothing");
    }

    private String says() {
        return ((Label) node(".miniature-says")).getText();
    }

    private List<String> texts() {
        return Fx.call(() -> {
            var out = new java.util.ArrayList<String>();
            walk(node("#miniature"), out);
            return out;
        });
    }

    private static void walk(Node node, List<String> out) {
        if (node instanceof Text text) {
            out.add(text.getText());
        }
        if (node instanceof javafx.scene.Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> walk(child, out));
        }
    }

    private void show(double width, double height) {
        var made = Fx.call(() -> new ConsoleWindow(
                new Stage(),
                () -> state,
                () -> state.at(),
                new Recorded(),
                ConsoleOptions.live(Source.LOCAL, (s, t) -> Optional.empty())));
        window = Optional.of(made);
        Fx.run(() -> Snapshot.stage(made, new Stage(), width, height));
        Fx.settle();
        Fx.settle();
    }

    private Node node(String selector) {
        return Optional.ofNullable(window.orElseThrow().content().lookup(selector))
                .orElseThrow(() -> new AssertionError("no node " + selector));
    }
}
