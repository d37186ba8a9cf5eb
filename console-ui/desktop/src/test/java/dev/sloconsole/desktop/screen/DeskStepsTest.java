package dev.sloconsole.desktop.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.desktop.screen.control.Fitting;
import dev.sloconsole.desktop.screen.fixture.Recorded;
import dev.sloconsole.desktop.screen.look.Theme;
import dev.sloconsole.desktop.settings.Settings;
import dev.sloconsole.desktop.settings.SettingsFile;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.Source;
import dev.sloconsole.session.lesson.Lesson;
import dev.sloconsole.stack.StackFact.AccountRead;
import dev.sloconsole.view.fixture.RecordedClass;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All of a step is in sight on the desk: of every step of the lesson that is really taught, with its notes open. */
class DeskStepsTest {

    private static final Lesson LESSON = Lesson.builtIn();

    @BeforeAll
    static void start() {
        Fx.start();
    }

    /** When a step is looked at: at its beginning, a guess is asked for; at its end, it is done. */
    enum When {
        BEGUN,
        AT_WORK,
        DONE
    }

    /** How a step is looked at: on AWS a line more is on the desk, and notes and an open guess take room as well. */
    record Look(int width, int height, Theme theme, Source source, boolean notes, When when) {
        @Override
        public String toString() {
            return width + " " + theme.name().toLowerCase(Locale.ROOT) + " "
                    + source.name().toLowerCase(Locale.ROOT) + (notes ? " notes" : "") + " "
                    + when.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static Stream<Arguments> steps() {
        var looks = new ArrayList<Look>();
        for (var theme : Theme.values()) {
            looks.add(new Look(1920, 1080, theme, Source.LOCAL, true, When.DONE));
            looks.add(new Look(1366, 768, theme, Source.LOCAL, true, When.DONE));
        }
        looks.add(new Look(1920, 1080, Theme.DARK, Source.LOCAL, false, When.BEGUN));
        looks.add(new Look(1366, 768, Theme.LIGHT, Source.LOCAL, false, When.AT_WORK));
        looks.add(new Look(1366, 768, Theme.DARK, Source.LOCAL, true, When.AT_WORK));
        looks.add(new Look(1366, 768, Theme.DARK, Source.AWS, true, When.BEGUN));
        looks.add(new Look(1366, 768, Theme.LIGHT, Source.AWS, true, When.DONE));
        return IntStream.range(0, LESSON.steps().size())
                .boxed()
                .flatMap(step -> looks.stream().map(look -> Arguments.of(step, look)));
    }

    /** The recorded class in a step. */
    private static SessionState at(int step, Source source, When when) {
        var begun = step == 0
                ? Duration.ofSeconds(20)
                : RecordedClass.entered(id(step)).plusSeconds(1);
        var done = step + 1 < LESSON.steps().size()
                ? RecordedClass.entered(id(step + 1)).minusSeconds(1)
                : RecordedClass.recovered().at();
        var moment = switch (when) {
            case BEGUN -> begun;
            case AT_WORK -> begun.plus(done.minus(begun).dividedBy(4));
            case DONE -> done;
        };
        return source == Source.AWS ? RecordedClass.onAws(moment) : RecordedClass.at(moment);
    }

    private static String id(int step) {
        return LESSON.steps().get(step).id();
    }

    /** On the smallest desk, with all that takes room. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7})
    void theLargestTextLeavesEverythingInSight(int step) {
        var state = at(step, Source.AWS, When.DONE);
        var settings = SettingsFile.none();
        settings.change(s -> s.withTextSize(Settings.LARGEST_TEXT).withNotes(true));
        var options =
                ConsoleOptions.live(Source.AWS, (s, t) -> Optional.empty()).remembering(settings);
        var window = Fx.call(() -> new ConsoleWindow(new Stage(), () -> state, state::at, new Recorded(), options));
        Fx.run(() -> Snapshot.stage(window, new Stage(), 1366, 768));
        Fx.settle();
        Fx.settle();
        try {
            Snapshot.write(
                    Fx.call(() -> Snapshot.of(window.content())),
                    Path.of("target/pictures", "desk-" + (step + 1) + "-largest-text.png"));
            assertThat(Fx.call(() -> PicturesTest.cutOff(window.content()))).isEmpty();
            assertThat(Fx.call(() -> window.content().minWidth(-1))).isLessThanOrEqualTo(1366);
        } finally {
            Fx.run(() -> {
                window.content().getScene().getWindow().hide();
                window.close();
            });
        }
    }

    @ParameterizedTest(name = "step {0}, {1}")
    @MethodSource("steps")
    void everyStepIsInSightAsAWhole(int step, Look look) {
        var state = at(step, look.source(), look.when());
        var options = ConsoleOptions.live(look.source(), (s, t) -> Optional.empty())
                .with(look.theme())
                .of(() ->
                        Optional.of(new AccountRead("123456789012", "arn:aws:iam::123456789012:user/a", "eu-west-1")));
        var window = Fx.call(() -> new ConsoleWindow(new Stage(), () -> state, state::at, new Recorded(), options));
        Fx.run(() -> Snapshot.stage(window, new Stage(), look.width(), look.height()));
        Fx.settle();
        if (look.notes()) {
            Fx.run(() -> ((ToggleButton) window.content().lookup("#show-notes")).setSelected(true));
            Fx.settle();
        }
        try {
            var name = "desk-" + (step + 1) + "-" + look.toString().replace(' ', '-');
            Snapshot.write(Fx.call(() -> Snapshot.of(window.content())), Path.of("target/pictures", name + ".png"));
            Fx.run(() -> {
                var fitting = (Fitting) window.content().lookup(".fitting");
                var content = fitting.getContent().getLayoutBounds();
                assertThat(content.getHeight())
                        .as("the step's height at size %s", fitting.size())
                        .isLessThanOrEqualTo(fitting.getViewportBounds().getHeight() + 1);
                assertThat(window.content().lookup("#miniature").isVisible() && fitting.size() < 1)
                        .as("a wall in small that takes the step its room")
                        .isFalse();
                assertThat(window.content().minWidth(-1))
                        .as("the least width of the desk")
                        .isLessThanOrEqualTo(look.width());
                assertThat(PicturesTest.cutOff(window.content())).isEmpty();
            });
        } finally {
            Fx.run(() -> {
                window.content().getScene().getWindow().hide();
                window.close();
            });
        }
    }
}
