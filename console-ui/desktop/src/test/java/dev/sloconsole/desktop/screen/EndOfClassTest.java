package dev.sloconsole.desktop.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.desktop.screen.control.Fitting;
import dev.sloconsole.desktop.screen.fixture.Recorded;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.Source;
import dev.sloconsole.view.fixture.RecordedClass;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EndOfClassTest {

    private static final List<Path> FILES = List.of(Path.of("/tmp/class.jsonl"));

    private final Recorded commands = new Recorded();
    private volatile SessionState state = RecordedClass.normal();
    private final AtomicLong nanos = new AtomicLong(3);
    private Optional<ConsoleWindow> window = Optional.empty();

    @BeforeAll
    static void start() {
        Fx.start();
    }

    @AfterEach
    void close() {
        Fx.run(() -> window.ifPresent(ConsoleWindow::close));
    }

    @Test
    void closingTheWindowOnAClassAsksAndSaysWhereTheRecordingIs() {
        show(new Keepsake(() -> FILES, files -> files, files -> {}));
        var stage = window.orElseThrow().content().getScene().getWindow();
        Fx.run(() -> Event.fireEvent(stage, new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST)));
        assertThat(Fx.call(stage::isShowing)).isTrue();
        assertThat(text(".confirm-text")).contains("The recording stays in /tmp/class.jsonl.");
        picture("closing");
        Fx.key(stage.getScene(), KeyCode.ESCAPE);
        assertThat(Fx.call(stage::isShowing)).isTrue();
        Fx.run(() -> Event.fireEvent(stage, new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST)));
        Fx.press(node("#confirm-yes"));
        assertThat(Fx.call(stage::isShowing)).isFalse();
    }

    @Test
    void withNothingDeployedOrRecordedItClosesAtOnce() {
        state = RecordedClass.begun().withoutRecording();
        show(new Keepsake(List::of, files -> files, files -> {}));
        var stage = window.orElseThrow().content().getScene().getWindow();
        Fx.run(() -> Event.fireEvent(stage, new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST)));
        assertThat(Fx.call(stage::isShowing)).isFalse();
    }

    @Test
    void theEndIsOfferedOnlyWhenItIsReached() {
        show(new Keepsake(() -> FILES, files -> List.of(Path.of("/tmp/class.html")), files -> {}));
        Fx.key(window.orElseThrow().content().getScene(), KeyCode.E);
        assertThat(Fx.seen(window.orElseThrow().content(), "#end")).isFalse();
        assertThat(node("#lesson-over").isVisible()).isFalse();
        state = over();
        Fx.waitFor(
                "the offer", Duration.ofSeconds(20), () -> node("#lesson-over").isVisible());
        Fx.press(node("#lesson-over"));
        assertThat(node("#end").isVisible()).isTrue();
        picture("end");
        Fx.press(node("#end-report"));
        Fx.waitFor("the report", Duration.ofSeconds(20), () -> text("#end-said").contains("/tmp/class.html"));
        picture("end-report");
        assertThat(PicturesTest.cutOff(window.orElseThrow().content())).isEmpty();
        assertThat(((Fitting) node("#end .fitting")).size())
                .as("where there is room, at its full size")
                .isEqualTo(1);
        Fx.press(node("#end-delete"));
        Fx.press(node("#confirm-yes"));
        assertThat(commands.asked()).containsExactly("delete");
    }

    @Test
    void theClassCanBeSeenAgainBesideItself() {
        state = over();
        var opened = new AtomicInteger();
        show(new Keepsake(() -> FILES, files -> files, files -> opened.addAndGet(files.size())));
        Fx.press(node("#lesson-over"));
        Fx.press(node("#end-replay"));
        Fx.waitFor("the replay", Duration.ofSeconds(20), () -> text("#end-said").contains("window of its own"));
        assertThat(opened).hasValue(1);
        assertThat(node("#end-replay").isDisabled()).isFalse();
    }

    @Test
    void everyFileOfAClassThatWentOnInAnotherIsNamedReportedAndOpened() {
        state = over();
        var files = List.of(Path.of("/tmp/class.jsonl"), Path.of("/tmp/class-2.jsonl"));
        var opened = new AtomicInteger();
        show(new Keepsake(() -> files, all -> all, all -> opened.addAndGet(all.size())));
        Fx.press(node("#lesson-over"));
        assertThat(text(".end-recording")).contains("/tmp/class.jsonl and /tmp/class-2.jsonl");
        Fx.press(node("#end-report"));
        Fx.waitFor(
                "the reports",
                Duration.ofSeconds(20),
                () -> text("#end-said").startsWith("The reports are in /tmp/class.jsonl and /tmp/class-2.jsonl."));
        Fx.press(node("#end-replay"));
        Fx.waitFor("the replay", Duration.ofSeconds(20), () -> text("#end-said").startsWith("The 2 parts"));
        assertThat(opened).hasValue(2);
        picture("end-two-files");
    }

    /** The class goes on behind its end, and the two must not disagree. */
    @Test
    void theFiguresOfTheEndGoOnWithTheClass() {
        state = over();
        show(new Keepsake(() -> FILES, files -> files, files -> {}));
        Fx.press(node("#lesson-over"));
        assertThat(figures()).contains("6:13");
        assertThat(node("#end-delete").isVisible()).isTrue();
        state = RecordedClass.moment("deleted");
        Fx.settle();
        assertThat(figures()).contains("8:05").doesNotContain("6:13");
        assertThat(node("#end-delete").isVisible()).isFalse();
    }

    private String figures() {
        return Fx.call(() -> window.orElseThrow().content().lookupAll(".end-figure").stream()
                .map(label -> ((Label) label).getText())
                .collect(Collectors.joining(" ")));
    }

    @Test
    void whileTheReportIsWrittenItIsToldForHowLongAndNobodyAsksTwice() {
        state = over();
        var written = new CountDownLatch(1);
        var asked = new AtomicInteger();
        show(new Keepsake(
                () -> FILES,
                files -> {
                    asked.incrementAndGet();
                    await(written);
                    return files;
                },
                files -> {}));
        Fx.press(node("#lesson-over"));
        Fx.press(node("#end-report"));
        assertThat(node("#end-report").isDisabled()).isTrue();
        nanos.addAndGet(Duration.ofSeconds(3).toNanos());
        Fx.waitFor("the time", Duration.ofSeconds(20), () -> text("#end-said").endsWith("3 s so far."));
        Fx.press(node("#end-report"));
        written.countDown();
        Fx.waitFor("the report", Duration.ofSeconds(20), () -> text("#end-said").startsWith("The report is in"));
        assertThat(asked).hasValue(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aReportThatCannotBeWrittenSaysWhyAndWhatToDo() {
        state = over();
        show(new Keepsake(
                () -> FILES,
                files -> {
                    throw new IOException("No space left on device");
                },
                files -> {}));
        Fx.press(node("#lesson-over"));
        Fx.press(node("#end-report"));
        Fx.waitFor(
                "the refusal", Duration.ofSeconds(20), () -> text("#end-said").contains("No space left on device"));
        assertThat(text("#end-said")).contains("./slo report /tmp/class.jsonl");
    }

    /** The last step is done, and the stack stands. */
    private static SessionState over() {
        return RecordedClass.recovered();
    }

    private void show(Keepsake keepsake) {
        var options = ConsoleOptions.live(Source.LOCAL, (s, t) -> Optional.empty())
                .keeping(keepsake)
                .withNanos(nanos::get);
        var made = Fx.call(() -> new ConsoleWindow(new Stage(), () -> state, () -> state.at(), commands, options));
        window = Optional.of(made);
        Fx.run(() -> made.start(1366, 768));
        Fx.settle();
    }

    private Node node(String selector) {
        return Optional.ofNullable(window.orElseThrow().content().lookup(selector))
                .orElseThrow(() -> new AssertionError("no node " + selector));
    }

    private String text(String selector) {
        return ((Label) node(selector)).getText();
    }

    private void picture(String name) {
        Fx.settle();
        var file = Path.of("target/pictures", name.toLowerCase(Locale.ROOT) + ".png");
        Snapshot.write(Fx.call(() -> Snapshot.of(window.orElseThrow().content())), file);
    }
}
