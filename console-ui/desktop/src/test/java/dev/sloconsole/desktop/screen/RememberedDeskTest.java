package dev.sloconsole.desktop.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.desktop.screen.fixture.Recorded;
import dev.sloconsole.desktop.screen.fixture.Tape;
import dev.sloconsole.desktop.settings.Settings;
import dev.sloconsole.desktop.settings.SettingsFile;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.Source;
import dev.sloconsole.view.fixture.RecordedClass;
import java.nio.file.Path;
import java.util.Optional;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was chosen on the desk is chosen the next time. */
class RememberedDeskTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final Recorded commands = new Recorded();
    private volatile SessionState state = RecordedClass.begun();
    private Optional<ConsoleWindow> window = Optional.empty();
    private Optional<SettingsFile> settings = Optional.empty();

    @BeforeAll
    static void start() {
        Fx.start();
    }

    @AfterEach
    void close() {
        Fx.run(() -> window.ifPresent(ConsoleWindow::close));
        settings.ifPresent(SettingsFile::close);
        window = Optional.empty();
    }

    @Test
    void themeTextNotesAndRateAreThereAgain() {
        open();
        Fx.press(node("#theme"));
        Fx.run(() -> ((ToggleButton) node("#show-notes")).fire());
        Fx.run(() -> ((MenuButton) node("#rate")).getItems().get(3).fire());
        control(KeyCode.PLUS);
        control(KeyCode.PLUS);
        close();
        assertThat(now().light()).contains(true);
        assertThat(now().textSize()).isEqualTo(1.1);
        assertThat(now().notes()).isTrue();
        assertThat(now().rate()).contains(50);
        open();
        assertThat(node("#notes").isVisible()).isTrue();
        assertThat(((MenuButton) node("#rate")).getText()).isEqualTo("50 req/s");
        state = RecordedClass.normal();
        Fx.settle();
        assertThat(((MenuButton) node("#rate")).getText())
                .as("what this class sends")
                .isEqualTo("20 req/s");
        control(KeyCode.DIGIT0);
        assertThat(settings.orElseThrow().now().textSize()).isEqualTo(1);
    }

    @Test
    void aLessonThatPlansItsOwnRateIsNotTaughtAtTheOneOfLastTime() {
        open();
        Fx.run(() -> ((MenuButton) node("#rate")).getItems().get(3).fire());
        close();
        open(Optional.of(20));
        assertThat(((MenuButton) node("#rate")).getText()).isEqualTo("20 req/s");
    }

    @Test
    void theWindowIsWhereItWas() {
        open();
        Fx.run(() -> {
            var stage = (Stage) window.orElseThrow().content().getScene().getWindow();
            stage.setX(30);
            stage.setY(20);
            stage.setWidth(800);
            stage.setHeight(600);
        });
        Fx.settle();
        close();
        assertThat(now().place()).contains(new Settings.Place(30, 20, 800, 600, false));
        open();
        var stage = window.orElseThrow().content().getScene().getWindow();
        assertThat(Fx.call(stage::getX)).isEqualTo(30);
        assertThat(Fx.call(stage::getWidth)).isEqualTo(800);
    }

    @Test
    void aWindowOfADisplayThatIsGoneComesBackInSight() {
        try (var file = SettingsFile.in(folder)) {
            file.change(s -> s.with(new Settings.Place(-9_000, 50, 1600, 900, false)));
        }
        open();
        var stage = window.orElseThrow().content().getScene().getWindow();
        assertThat(Fx.call(stage::getX)).isGreaterThan(-9_000.0);
    }

    @Test
    void theHintOfTheFirstStartComesOnce() {
        open();
        assertThat(node("#welcome").isVisible()).isTrue();
        assertThat(PicturesTest.cutOff(window.orElseThrow().content())).isEmpty();
        Snapshot.write(
                Fx.call(() -> Snapshot.of(window.orElseThrow().content())), Path.of("target/pictures/welcome.png"));
        Fx.press(node("#welcome-read"));
        assertThat(node("#welcome").isVisible()).isFalse();
        close();
        open();
        assertThat(Fx.seen(window.orElseThrow().content(), "#welcome")).isFalse();
    }

    @Test
    void aRecordingNeedsNoHint() {
        settings = Optional.of(SettingsFile.in(folder));
        var made = Fx.call(() -> new ConsoleWindow(
                new Stage(),
                () -> state,
                () -> state.at(),
                commands,
                ConsoleOptions.replay(new Tape(state.at()), (s, t) -> Optional.empty())
                        .remembering(settings.orElseThrow())));
        window = Optional.of(made);
        Fx.run(() -> made.start(1366, 768));
        Fx.settle();
        assertThat(Fx.seen(window.orElseThrow().content(), "#welcome")).isFalse();
    }

    @Test
    void theProgramSaysWhatItIsAndWhatItIsMadeOf() {
        open();
        Fx.press(node("#help"));
        Fx.press(node("#show-about"));
        assertThat(node("#about").isVisible()).isTrue();
        assertThat(PicturesTest.cutOff(window.orElseThrow().content())).isEmpty();
        Snapshot.write(
                Fx.call(() -> Snapshot.of(window.orElseThrow().content())), Path.of("target/pictures/about.png"));
        key(KeyCode.ESCAPE, false);
        assertThat(node("#about").isVisible()).isFalse();
        assertThat(node("#keys").isVisible()).isTrue();
    }

    private void open() {
        open(Optional.empty());
    }

    private void open(Optional<Integer> planned) {
        var file = SettingsFile.in(folder);
        settings = Optional.of(file);
        var options = ConsoleOptions.live(Source.LOCAL, (s, t) -> Optional.empty())
                .planning(planned)
                .remembering(file);
        var made = Fx.call(() -> new ConsoleWindow(new Stage(), () -> state, () -> state.at(), commands, options));
        window = Optional.of(made);
        Fx.run(() -> made.start(960, 640));
        Fx.settle();
    }

    private Settings now() {
        try (var file = SettingsFile.in(folder)) {
            return file.now();
        }
    }

    private void control(KeyCode code) {
        key(code, true);
    }

    private void key(KeyCode code, boolean control) {
        Fx.run(() -> Event.fireEvent(
                window.orElseThrow().content(),
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, control, false, false)));
        Fx.settle();
    }

    private Node node(String selector) {
        return Optional.ofNullable(window.orElseThrow().content().lookup(selector))
                .orElseThrow(() -> new AssertionError("no node " + selector));
    }
}
