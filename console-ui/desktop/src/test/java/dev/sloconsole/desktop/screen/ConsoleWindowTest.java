package dev.sloconsole.desktop.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.desktop.screen.dashboard.CentrePane;
import dev.sloconsole.desktop.screen.fixture.Recorded;
import dev.sloconsole.desktop.screen.fixture.Tape;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.Source;
import dev.sloconsole.view.fixture.RecordedClass;
import dev.sloconsole.view.fixture.Taught;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ConsoleWindowTest {

    private final Recorded commands = new Recorded();
    private volatile SessionState state = RecordedClass.normal();
    private final Tape tape = new Tape(Duration.ofSeconds(100));
    private Optional<ConsoleWindow> window = Optional.empty();
    private Optional<Stage> stage = Optional.empty();

    private final AtomicLong nanos = new AtomicLong(7);

    @BeforeAll
    static void start() {
        Fx.start();
    }

    @AfterEach
    void close() {
        Fx.run(() -> {
            stage.ifPresent(Stage::hide);
            window.ifPresent(ConsoleWindow::close);
        });
    }

    @Test
    void trafficButtonsAskForTheirTraffic() {
        show(ConsoleOptions.live(Source.LOCAL, (s, t) -> Optional.empty()));
        Fx.press(node("#traffic-partial-failure"));
        Fx.press(node("#traffic-off"));
        assertThat(commands.asked()).containsExactly("traffic PARTIAL_FAILURE 20 30", "traffic OFF 20 30");
    }

    @Test
    void killHappensOnlyWhenItIsHeldForASecond() {
        show(ConsoleOptions.live(Source.LOCAL, (s, t) -> Optional.empty()));
        Fx.press(node("#kill"));
        Fx.press(node("#kill"));
        assertThat(commands.asked()).as("clicks").isEmpty();
        Fx.key(scene(), KeyCode.K);
        nanos.addAndGet(Duration.ofMillis(900).toNanos());
        Fx.settle();
        assertThat(commands.asked()).as("held for 0.9 s").isEmpty();
        nanos.addAndGet(Duration.ofMillis(100).toNanos());
        Fx.settle();
        assertThat(commands.asked()).containsExactly("kill");
        nanos.addAndGet(Duration.ofSeconds(5).toNanos());
        Fx.settle();
        assertThat(commands.asked()).as("still held").containsExactly("kill");
    }

    @Test
    void everyActionHasAKeyAndAQuestionMarkListsThem() {
        show(ConsoleOptions.live(Source.LOCAL, (s, t) -> Optional.empty()));
        Fx.key(scene(), KeyCode.DIGIT2);
        Fx.key(scene(), KeyCode.DIGIT0);
        Fx.key(scene(), KeyCode.N);
        assertThat(node("#notes").isVisible()).isTrue();
        Fx.key(scene(), KeyCode.A);
        assertThat(commands.asked())
                .containsExactly("traffic PARTIAL_FAILURE 20 30", "traffic OFF 20 30", "traffic NORMAL 20 30");
        Fx.press(node("#help"));
        assertThat(node("#keys").isVisible()).isTrue();
        picture("keys");
        Fx.key(scene(), KeyCode.ESCAPE);
        assertThat(node("#keys").isVisible()).isFalse();
    }

    @Test
    void deletingIsAskedForTwice() {
        show(ConsoleOptions.live(Source.LOCAL, (s, t) -> Optional.empty()));
        Fx.press(node("#delete"));
        assertThat(commands.asked()).isEmpty();
        Fx.key(scene(), KeyCode.ESCAPE);
        assertThat(node("#confirm-yes").getParent().getParent().getParent().isVisible())
                .isFalse();
        Fx.press(node("#delete"));
        picture("confirm-delete");
        Fx.press(node("#confirm-yes"));
        assertThat(commands.asked()).containsExactly("delete");
    }

    @Test
    void firstThingToDoIsToDeploy() {
        state = RecordedClass.begun();
        show(ConsoleOptions.live(Source.LOCAL, (s, t) -> Optional.empty()));
        Fx.press(node("#deploy-first"));
        Fx.press(node("#deploy"));
        assertThat(commands.asked()).containsExactly("deploy", "deploy");
    }

    @Test
    void presenterRemoteStepsThroughTheLesson() {
        show(ConsoleOptions.live(Source.LOCAL, (s, t) -> Optional.empty()));
        Fx.key(scene(), KeyCode.PAGE_DOWN);
        nanos.addAndGet(Duration.ofSeconds(5).toNanos());
        Fx.key(scene(), KeyCode.PAGE_UP);
        assertThat(commands.asked()).containsExactly("step partial-failure", "step dashboard");
    }

    /** The class is drawn some time after it was asked for; a busy computer must not swallow a press. */
    @Test
    void twoQuickPressesAreTwoSteps() {
        state = Taught.deployed().at(100).step("targets").state();
        show(ConsoleOptions.live(Source.LOCAL, (s, t) -> Optional.empty()));
        Fx.key(scene(), KeyCode.PAGE_DOWN);
        Fx.key(scene(), KeyCode.PAGE_DOWN);
        Fx.key(scene(), KeyCode.PAGE_UP);
        assertThat(commands.asked()).containsExactly("step grafana", "step dashboard", "step grafana");
    }

    @Test
    void theButtonsOfTheLessonStepARecordingToo() {
        show(ConsoleOptions.replay(tape, (s, t) -> Optional.empty()));
        Fx.press(node("#next"));
        assertThat(tape.steps()).isEqualTo(1);
        assertThat(commands.asked()).isEmpty();
    }

    @Test
    void remoteBlacksTheScreenAndNothingElse() {
        show(ConsoleOptions.live(Source.LOCAL, (s, t) -> Optional.empty()));
        Fx.key(scene(), KeyCode.PERIOD);
        assertThat(node("#black").isVisible()).isTrue();
        Fx.key(scene(), KeyCode.B);
        assertThat(node("#black").isVisible()).isFalse();
        assertThat(commands.asked()).isEmpty();
    }

    @Test
    void nothingStepsWhileTheScreenIsBlack() {
        show(ConsoleOptions.live(Source.LOCAL, (s, t) -> Optional.empty()));
        Fx.key(scene(), KeyCode.B);
        Fx.key(scene(), KeyCode.PAGE_DOWN);
        Fx.key(scene(), KeyCode.PAGE_UP);
        assertThat(commands.asked()).isEmpty();
    }

    @Test
    void theOnlyWindowBecomesTheWallAndBackAndTheKeysWorkOn() {
        show(ConsoleOptions.live(Source.LOCAL, (s, t) -> Optional.empty()));
        assertThat(node("#wall").isVisible()).isFalse();
        Fx.key(scene(), KeyCode.W);
        assertThat(node("#wall").isVisible()).isTrue();
        Fx.key(scene(), KeyCode.PAGE_DOWN);
        assertThat(commands.asked()).containsExactly("step partial-failure");
        Fx.key(scene(), KeyCode.W);
        assertThat(node("#wall").isVisible()).isFalse();
        Fx.press(node("#show-wall"));
        assertThat(node("#wall").isVisible()).isTrue();
    }

    @Test
    void aHeldPictureIsMarkedAndStaysWhileTheClassGoesOn() {
        show(ConsoleOptions.live(Source.LOCAL, (s, t) -> Optional.empty()));
        Fx.key(scene(), KeyCode.W);
        Fx.key(scene(), KeyCode.F);
        state = RecordedClass.killed(8.5);
        Fx.settle();
        assertThat(wallTexts()).contains("PICTURE HELD").noneMatch(text -> text.contains("killed"));
        Fx.key(scene(), KeyCode.F);
        assertThat(wallTexts()).doesNotContain("PICTURE HELD").anyMatch(text -> text.equals("killed"));
    }

    @Test
    void theWallHasNoNotesAndNothingToPress() {
        show(ConsoleOptions.live(Source.LOCAL, (s, t) -> Optional.empty()));
        Fx.key(scene(), KeyCode.W);
        assertThat(node("#wall").lookupAll(".button")).isEmpty();
        assertThat(wallTexts()).noneMatch(text -> text.contains("open loop"));
        assertThat(node("#wall").getAccessibleText()).startsWith("6 Normal traffic. 20 requests a second");
    }

    private List<String> wallTexts() {
        var wall = node("#wall");
        return Fx.call(() -> {
            var out = new ArrayList<String>();
            texts(wall, out);
            return out;
        });
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
    void buttonOfAStepDoesWhatItSays() {
        show(ConsoleOptions.live(Source.LOCAL, (s, t) -> Optional.empty()));
        Fx.press(node("#step-action"));
        assertThat(commands.asked()).containsExactly("traffic NORMAL 20 30");
    }

    @Test
    void newStateIsDrawnAtTheNextPulse() {
        show(ConsoleOptions.live(Source.LOCAL, (s, t) -> Optional.empty()));
        assertThat(((Labeled) node(".tile-value")).getText()).isEqualTo("100 %");
        state = RecordedClass.killed(8.5);
        Fx.settle();
        assertThat(((Labeled) node(".tile-value")).getText()).isEqualTo("90.1 %");
        assertThat(node(".tile-value").getStyleClass()).contains("tone-bad");
    }

    @Test
    void recordingIsSteppedByItsPlayback() {
        show(ConsoleOptions.replay(tape, (s, t) -> Optional.empty()));
        Fx.key(scene(), KeyCode.PAGE_DOWN);
        Fx.press(node("#play"));
        Fx.press(node("#step-on"));
        assertThat(tape.steps()).isEqualTo(2);
        assertThat(tape.playing()).isTrue();
        Fx.key(scene(), KeyCode.SPACE);
        assertThat(tape.playing()).isFalse();
        assertThat(commands.asked()).isEmpty();
        assertThat(node("#kill").getParent().isVisible()).isFalse();
    }

    @Test
    void keysPlayStepAndSearchARecording() {
        show(ConsoleOptions.replay(tape, (s, t) -> Optional.empty()));
        Fx.key(scene(), KeyCode.RIGHT);
        assertThat(tape.position()).isEqualTo(Duration.ofSeconds(101));
        Fx.key(scene(), KeyCode.LEFT);
        Fx.key(scene(), KeyCode.LEFT);
        assertThat(tape.position()).isEqualTo(Duration.ofSeconds(99));
        Fx.key(scene(), KeyCode.END);
        assertThat(tape.position()).isEqualTo(tape.duration());
        Fx.typed(scene(), "/");
        var field = (TextInputControl) node("#search");
        assertThat(Fx.call(() -> scene().getFocusOwner())).isSameAs(field);
        Fx.run(() -> field.setText("kill"));
        Fx.key(scene(), KeyCode.ENTER);
        assertThat(tape.position()).isEqualTo(RecordedClass.kill());
        assertThat(((Labeled) node("#found")).getText()).startsWith("5:03 · Asked for: kill");
    }

    @Test
    void whatIsTypedBlacksNoScreenAndPlaysNothing() {
        show(ConsoleOptions.replay(tape, (s, t) -> Optional.empty()));
        Fx.typed(scene(), "/");
        for (var code : new KeyCode[] {KeyCode.B, KeyCode.PERIOD, KeyCode.SPACE, KeyCode.LEFT}) {
            Fx.key(scene(), code);
        }
        assertThat(Fx.seen(window.orElseThrow().content(), "#black")).isFalse();
        assertThat(tape.playing()).isFalse();
        assertThat(tape.position()).isEqualTo(Duration.ofSeconds(100));
        Fx.key(scene(), KeyCode.PAGE_DOWN);
        assertThat(tape.steps()).isEqualTo(1);
    }

    /** A key and the letter that it types are two events, and the second finds the field focused already. */
    @Test
    void theKeyThatLeadsToTheGuessIsNoPartOfItAndThenTheKeysAreTheLessonsAgain() {
        state = Taught.deployed().at(100).step("partial-failure").state();
        show(ConsoleOptions.live(Source.LOCAL, (s, t) -> Optional.empty()));
        Fx.key(scene(), KeyCode.G);
        Fx.typed(scene(), "g");
        var field = (TextInputControl) node("#guess");
        assertThat(Fx.call(field::isFocused)).isTrue();
        assertThat(field.getText()).isEmpty();
        Fx.run(() -> field.setText("95"));
        Fx.key(scene(), KeyCode.ENTER);
        Fx.key(scene(), KeyCode.DIGIT2);
        assertThat(commands.asked()).containsExactly("predict partial-failure 95.0", "traffic PARTIAL_FAILURE 20 30");
    }

    @Test
    void chaptersAndIdleStretchesAreAButtonAway() {
        show(ConsoleOptions.replay(tape, (s, t) -> Optional.empty()));
        var chapters = ((MenuButton) node("#chapters")).getItems();
        assertThat(chapters)
                .extracting(MenuItem::getText)
                .startsWith("0:22   2 Deploy the stack", "0:29   Deploy", "0:53   3 Validate targets")
                .contains("3:09   Traffic: partial failure", "5:03   Kill");
        Fx.run(() -> chapters.stream()
                .filter(item -> item.getText().endsWith("Kill"))
                .findFirst()
                .orElseThrow()
                .fire());
        assertThat(tape.position()).isEqualTo(RecordedClass.kill());
        assertThat(((Labeled) node("#skip-idle")).getText()).isEqualTo("Skip idle · 1 min 3 s");
        Fx.press(node("#skip-idle"));
        assertThat(tape.passingOverIdle()).isTrue();
        Fx.press(node("#skip-idle"));
        assertThat(tape.passingOverIdle()).isFalse();
    }

    @Test
    void anotherObjectiveIsAskedOfTheClassButOnlySupposedInARecording() {
        show(ConsoleOptions.live(Source.LOCAL, (s, t) -> Optional.empty()));
        choose(4);
        assertThat(commands.asked()).containsExactly("objective 0.999 PT30M");
        close();
        show(ConsoleOptions.replay(tape, (s, t) -> Optional.empty()));
        choose(4);
        Fx.settle();
        assertThat(commands.asked()).hasSize(1);
        assertThat(node(".what-if").isVisible()).isTrue();
        assertThat(((Labeled) node(".what-if-mark")).getText()).isEqualTo("WHAT IF 99.9 %");
        Fx.press(node("#what-if-reset"));
        assertThat(node(".what-if").isVisible()).isFalse();
        assertThat(((Labeled) node("#slo")).getText()).isEqualTo("99 % · 30 min");
    }

    @Test
    void alertTileOpensItsReasonsAndEscapeClosesThem() {
        show(ConsoleOptions.live(Source.LOCAL, (s, t) -> Optional.empty()));
        Fx.press(node("#why"));
        assertThat(node("#alerts").isVisible()).isTrue();
        Fx.key(scene(), KeyCode.ESCAPE);
        assertThat(node("#alerts").isVisible()).isFalse();
    }

    @Test
    void pressInTheTimelineOfARecordingGoesThere() {
        show(ConsoleOptions.replay(tape, (s, t) -> Optional.empty()));
        var scrubber = node(".scrubber");
        Fx.run(() -> {
            double x = scrubber.localToScene(scrubber.getLayoutBounds().getWidth() / 2, 50)
                    .getX();
            javafx.event.Event.fireEvent(
                    scrubber,
                    new MouseEvent(
                            MouseEvent.MOUSE_PRESSED,
                            x,
                            50,
                            x,
                            50,
                            MouseButton.PRIMARY,
                            1,
                            false,
                            false,
                            false,
                            false,
                            true,
                            false,
                            false,
                            true,
                            false,
                            true,
                            null));
        });
        assertThat(tape.position()).isBetween(Duration.ofSeconds(204), Duration.ofSeconds(252));
    }

    @Test
    void realWindowOpensItsMenusInItsOwnColours() {
        var made = Fx.call(() -> new ConsoleWindow(
                new Stage(),
                () -> state,
                () -> state.at(),
                commands,
                ConsoleOptions.live(Source.LOCAL, (s, t) -> Optional.empty())));
        window = Optional.of(made);
        Fx.run(() -> made.start(960, 720));
        Fx.settle();
        Fx.press(node("#stops"));
        var menu = Fx.call(() -> Window.getWindows().stream()
                .filter(ContextMenu.class::isInstance)
                .map(ContextMenu.class::cast)
                .findFirst()
                .orElseThrow());
        assertThat(menu.getItems())
                .extracting(MenuItem::getText)
                .containsExactly(
                        "Stop 22c2…e0 (sre-app-service) through ECS",
                        "Stop 62ad…6c (sre-observability-service) through ECS");
        Snapshot.write(Fx.call(() -> Snapshot.of(menu.getScene().getRoot())), Path.of("target/pictures", "menu.png"));
        Fx.run(() -> menu.getItems().getFirst().fire());
        assertThat(commands.asked()).as("a stop is asked for twice").isEmpty();
        Fx.run(menu::hide);
        Fx.press(node("#confirm-yes"));
        assertThat(commands.asked()).containsExactly("stop 22c215d2d80b1d87f523df80f09d8ae0");
        picture("small-window");
    }

    @Test
    void everyTabIsDrawnInBothThemes() {
        state = RecordedClass.killed(8.5);
        show(ConsoleOptions.live(Source.LOCAL, (s, t) -> Optional.empty()));
        for (var tab : CentrePane.Tab.values()) {
            Fx.run(() -> window.orElseThrow().show(tab));
            Fx.settle();
            picture("tab-" + tab.name().toLowerCase(java.util.Locale.ROOT) + "-dark");
        }
        Fx.press(node("#theme"));
        Fx.run(() -> window.orElseThrow().show(CentrePane.Tab.ARCHITECTURE));
        Fx.settle();
        assertThat(node(".console").getStyleClass()).contains("light").doesNotContain("dark");
        picture("tab-architecture-light");
    }

    @Test
    void speakerNotesAreHiddenUntilAskedFor() {
        show(ConsoleOptions.live(Source.LOCAL, (s, t) -> Optional.empty()));
        assertThat(node("#notes").isVisible()).isFalse();
        Fx.press(node("#show-notes"));
        assertThat(node("#notes").isVisible()).isTrue();
        picture("notes");
    }

    private void show(ConsoleOptions options) {
        var made = Fx.call(() ->
                new ConsoleWindow(new Stage(), () -> state, () -> state.at(), commands, options.withNanos(nanos::get)));
        window = Optional.of(made);
        stage = Optional.of(Fx.call(() -> Snapshot.stage(made, new Stage(), 1366, 768)));
        Fx.settle();
    }

    /** Presses an item of the SLO's menu. */
    private void choose(int item) {
        var menu = (MenuButton) node("#slo");
        Fx.run(() -> menu.getItems().get(item).fire());
    }

    private Scene scene() {
        return stage.orElseThrow().getScene();
    }

    private Node node(String selector) {
        return Optional.ofNullable(Fx.call(
                        () -> Optional.ofNullable(window.orElseThrow().content().lookup(selector))))
                .flatMap(n -> n)
                .orElseThrow(() -> new AssertionError("no node " + selector));
    }

    private void picture(String name) {
        Snapshot.write(
                Fx.call(() -> Snapshot.of(window.orElseThrow().content())), Path.of("target/pictures", name + ".png"));
    }
}
