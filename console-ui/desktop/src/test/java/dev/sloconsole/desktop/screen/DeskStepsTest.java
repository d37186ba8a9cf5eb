package dev.sloconsole.desktop.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.desktop.screen.control.Fitting;
import dev.sloconsole.desktop.screen.fixture.Recorded;
import dev.sloconsole.desktop.screen.look.Theme;
import dev.sloconsole.session.Fact;
import dev.sloconsole.session.SessionEvent;
import dev.sloconsole.session.SessionEvent.PredictionMade;
import dev.sloconsole.session.SessionEvent.SessionStarted;
import dev.sloconsole.session.SessionEvent.StackObserved;
import dev.sloconsole.session.SessionEvent.StepEntered;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.SloFigures;
import dev.sloconsole.session.Source;
import dev.sloconsole.session.fold.Fold;
import dev.sloconsole.session.fold.Folded;
import dev.sloconsole.session.lesson.Lesson;
import dev.sloconsole.stack.StackFact.StackStatusChanged;
import dev.sloconsole.stack.StackFact.TaskChanged;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** All of a step is in sight on the desk: of every step of the lesson that is really taught, with its notes open. */
class DeskStepsTest {

    private static final Lesson LESSON = Lesson.builtIn();

    @BeforeAll
    static void start() {
        Fx.start();
    }

    static Stream<Arguments> steps() {
        var out = new ArrayList<Arguments>();
        for (var size : List.of(new int[] {1920, 1080}, new int[] {1366, 768})) {
            for (int step = 0; step < LESSON.steps().size(); step++) {
                for (var notes : List.of(false, true)) {
                    out.add(Arguments.of(step, size, notes));
                }
            }
        }
        return out.stream();
    }

    /** The class in the middle of a step, with its guess taken where one is asked for. */
    private static SessionState at(int step) {
        var folded = Folded.initial(LESSON.message(), LESSON.outline(Source.LOCAL));
        var events = new ArrayList<SessionEvent>();
        events.add(new SessionStarted(
                LESSON.title(), Source.LOCAL, "sre-slo-demo", LESSON.objective(), LESSON.window(), Instant.EPOCH, "t"));
        if (step > 1) {
            events.add(
                    new StackObserved(new StackStatusChanged("sre-slo-demo", "CREATE_IN_PROGRESS", Optional.empty())));
            events.add(new StackObserved(new StackStatusChanged("sre-slo-demo", "CREATE_COMPLETE", Optional.empty())));
            events.add(new StackObserved(new TaskChanged(
                    "41aa70c2d9e84b1fa3377c1d20aa4c07",
                    "sre-app-service",
                    "RUNNING",
                    "RUNNING",
                    "HEALTHY",
                    Optional.of("10.42.0.23"),
                    Optional.of("203.0.113.7"))));
        }
        for (int i = 0; i <= step; i++) {
            events.add(new StepEntered(LESSON.steps().get(i).id()));
        }
        if (LESSON.steps().get(step).prediction().isPresent()) {
            events.add(new PredictionMade(LESSON.steps().get(step).id(), 12));
        }
        long sequence = 0;
        for (var event : events) {
            folded = Fold.apply(folded, new Fact(++sequence, Duration.ofSeconds(20 * sequence), event));
        }
        return folded.asOf(Duration.ofSeconds(20 * sequence + 130), SloFigures.none());
    }

    @ParameterizedTest(name = "step {0}, notes {2}")
    @MethodSource("steps")
    void everyStepIsInSightAsAWhole(int step, int[] size, boolean notes) {
        var state = at(step);
        var options = ConsoleOptions.live(Source.LOCAL, (s, t) -> Optional.empty())
                .with(size[0] == 1920 ? Theme.DARK : Theme.LIGHT);
        var window = Fx.call(() -> new ConsoleWindow(new Stage(), () -> state, state::at, new Recorded(), options));
        Fx.run(() -> Snapshot.stage(window, new Stage(), size[0], size[1]));
        Fx.settle();
        if (notes) {
            Fx.run(() -> ((ToggleButton) window.content().lookup("#show-notes")).setSelected(true));
            Fx.settle();
        }
        try {
            var name = "desk-" + LESSON.steps().get(step).id() + (notes ? "-notes-" : "-") + size[0];
            Snapshot.write(
                    Fx.call(() -> Snapshot.of(window.content())),
                    Path.of("target/pictures", name.toLowerCase(Locale.ROOT) + ".png"));
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
                        .isLessThanOrEqualTo(size[0]);
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
