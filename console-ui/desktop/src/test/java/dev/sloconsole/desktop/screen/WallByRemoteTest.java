package dev.sloconsole.desktop.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.desktop.screen.fixture.Recorded;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.Source;
import dev.sloconsole.view.fixture.Taught;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole lesson on the wall, by a presenter's remote alone: PageDown, PageUp and b. */
class WallByRemoteTest {

    private final Taught taught = Taught.deployed().at(70);
    private volatile SessionState state = taught.step("images").state();

    /** A class that goes where it is asked to go. */
    private final Recorded commands = new Recorded() {
        @Override
        public void enterStep(String stepId) {
            super.enterStep(stepId);
            state = taught.step(stepId).state();
        }
    };

    @SuppressWarnings("NullAway.Init") // made before each test
    private ConsoleWindow window;

    @BeforeAll
    static void start() {
        Fx.start();
    }

    @BeforeEach
    void open() {
        window = Fx.call(() -> new ConsoleWindow(
                new Stage(),
                () -> state,
                state::at,
                commands,
                ConsoleOptions.live(Source.LOCAL, (s, t) -> Optional.empty())));
        Fx.run(() -> Snapshot.stage(window, new Stage(), 1366, 768));
        press(KeyCode.W);
    }

    @AfterEach
    void close() {
        Fx.run(() -> {
            window.content().getScene().getWindow().hide();
            window.close();
        });
    }

    private void press(KeyCode code) {
        Fx.key(window.content().getScene(), code);
        Fx.settle();
    }

    private List<String> wall() {
        return Fx.call(this::painted);
    }

    /** On the JavaFX thread. */
    private List<String> painted() {
        var out = new ArrayList<String>();
        texts(window.content().lookup("#wall"), out);
        return out;
    }

    private static void texts(Node node, List<String> out) {
        if (node instanceof Text text) {
            out.add(text.getText());
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> texts(child, out));
        }
    }

    @Test
    void everyStepComesAndGoesByItsTwoKeys() {
        var titles = List.of(
                "1\u2002Build and push images",
                "2\u2002Deploy the stack",
                "3\u2002Validate targets",
                "4\u2002Connect Grafana",
                "5\u2002Read the dashboard",
                "6\u2002Normal traffic",
                "7\u2002Partial failure",
                "8\u2002Full failure");
        assertThat(wall()).contains(titles.getFirst());
        for (String title : titles.subList(1, titles.size())) {
            press(KeyCode.PAGE_DOWN);
            assertThat(wall()).contains(title);
        }
        press(KeyCode.PAGE_UP);
        assertThat(wall()).contains("7\u2002Partial failure");
        assertThat(commands.asked()).allMatch(asked -> asked.startsWith("step "));
    }

    @Test
    void afterTheLastStepTheClassLooksBack() {
        state = taught.step("full-failure").stack("DELETE_COMPLETE").state();
        Fx.waitFor("the last step", Duration.ofSeconds(20), () -> painted().contains("8\u2002Full failure"));
        press(KeyCode.PAGE_DOWN);
        assertThat(String.join(" ", wall())).contains("The lesson is over").contains("managing risk with data");
        press(KeyCode.PAGE_UP);
        assertThat(String.join(" ", wall())).doesNotContain("The lesson is over");
    }

    @Test
    void nothingIsShownAndNothingStepsWhileItIsBlack() {
        press(KeyCode.B);
        assertThat(wall()).isEmpty();
        press(KeyCode.PAGE_DOWN);
        assertThat(commands.asked()).isEmpty();
        press(KeyCode.PERIOD);
        assertThat(wall()).contains("1\u2002Build and push images");
    }

    @Test
    void aRemoteNeverKills() {
        for (var code : new KeyCode[] {
            KeyCode.PAGE_DOWN, KeyCode.B, KeyCode.PAGE_DOWN, KeyCode.PERIOD, KeyCode.F5, KeyCode.ESCAPE
        }) {
            press(code);
        }
        assertThat(commands.asked()).doesNotContain("kill");
    }
}
