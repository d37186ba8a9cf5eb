package dev.sloconsole.desktop.bench;

import dev.sloconsole.desktop.ReplayWindow;
import dev.sloconsole.desktop.bench.Benchmarks.Effort;
import dev.sloconsole.desktop.screen.ConsoleOptions;
import dev.sloconsole.desktop.screen.ConsoleWindow;
import dev.sloconsole.desktop.screen.Fx;
import dev.sloconsole.desktop.screen.Turns;
import dev.sloconsole.desktop.screen.Turns.Turn;
import dev.sloconsole.desktop.screen.dashboard.OwnPage;
import dev.sloconsole.desktop.screen.fixture.Recorded;
import dev.sloconsole.desktop.screen.look.Theme;
import dev.sloconsole.desktop.settings.SettingsFile;
import dev.sloconsole.session.Fact;
import dev.sloconsole.session.SessionEvent.StepEntered;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.Source;
import dev.sloconsole.session.replay.Player;
import dev.sloconsole.session.replay.Replay;
import dev.sloconsole.view.fixture.Taught;
import dev.sloconsole.view.wall.Room;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.event.Event;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;

/**
 * The built-in lesson taught by keys from its first step to its end, with all that somebody opens on the way, and then
 * looked back at in its recording. A step's minutes pass within seconds, its state changing ten times a second.
 */
final class WholeLesson {

    private static final int CHANGES = 10;
    private static final Duration CHANGES_EVERY = Duration.ofMillis(1000 / CHANGES);
    private static final int NAMED = 8;
    private static final Duration LONG = Duration.ofMillis(50);

    private final Effort effort;
    private final Replay replay = Taught.whole().replay();
    private final Player player = new Player(replay);
    private final List<Fact> steps = replay.facts().stream()
            .filter(fact -> fact.event() instanceof StepEntered)
            .toList();
    private final List<Done> did = new ArrayList<>();
    private volatile SessionState state;

    /** What was done at a moment. */
    private record Done(String what, long nanos) {}

    /** A class that goes to a step when it is asked to, as the real one does. */
    private final Recorded commands = new Recorded() {
        @Override
        public void enterStep(String stepId) {
            replay.facts().stream()
                    .filter(fact -> fact.event().equals(new StepEntered(stepId)))
                    .findFirst()
                    .ifPresent(fact -> goTo(fact.at()));
        }
    };

    WholeLesson(Effort effort) {
        this.effort = effort;
        player.seek(steps.getFirst().at());
        state = player.state();
    }

    void measure(Benchmarks benchmarks) throws Exception {
        try (var own = OwnPage.start(player::metrics, Optional.empty(), "5s");
                var watch = Turns.watch()) {
            teach(own);
            lookBack();
            report(benchmarks, watch.turns());
        }
    }

    private void report(Benchmarks benchmarks, List<Turn> turns) {
        benchmarks.turns(turns);
        benchmarks.say("");
        long over =
                turns.stream().filter(turn -> turn.waited().compareTo(LONG) > 0).count();
        benchmarks.say("%,d turns took longer than %d ms. The longest:".formatted(over, LONG.toMillis()));
        benchmarks.say("");
        turns.stream()
                .sorted(Comparator.comparing(Turn::waited).reversed())
                .limit(NAMED)
                .forEach(turn -> benchmarks.say("- " + doing(turn) + ": " + turn));
    }

    private String doing(Turn turn) {
        return did.stream()
                .filter(done ->
                        done.nanos() <= turn.askedNanos() + turn.waited().toNanos())
                .reduce((a, b) -> b)
                .map(Done::what)
                .orElse("nothing");
    }

    private void teach(OwnPage own) throws InterruptedException {
        var options = ConsoleOptions.live(Source.LOCAL, (s, theme) -> Optional.of(own.page(theme)))
                .withMetrics(player::metrics)
                .withExpectedResources(13);
        did("the window opens");
        var stage = Fx.call(Stage::new);
        var window = Fx.call(() -> new ConsoleWindow(stage, () -> state, () -> state.at(), commands, options));
        Fx.run(() -> window.start(Shown.width(), Shown.height()));
        var scene = Fx.call(stage::getScene);
        pass(0);
        lookAround(scene, stage);
        for (int step = 1; step < steps.size(); step++) {
            key(scene, KeyCode.PAGE_DOWN, "the next step: " + step);
            pass(step);
            key(scene, KeyCode.W, "the wall, step " + step);
            pass(step);
            key(scene, KeyCode.W, "the desk again, step " + step);
            key(scene, KeyCode.N, "notes, step " + step);
            key(scene, KeyCode.N, "notes closed, step " + step);
        }
        lookAround(scene, stage);
        goTo(replay.duration());
        did("the lesson is over");
        settle();
        key(scene, KeyCode.E, "the end of the lesson");
        did("the window closes");
        Fx.run(() -> {
            stage.hide();
            window.close();
        });
    }

    /** Everything that can be opened at any time, twice: what is made at the first time is there at the second. */
    private void lookAround(Scene scene, Stage stage) {
        for (int time = 1; time <= 2; time++) {
            var again = time == 1 ? "" : ", again";
            typed(scene, "?", "keys" + again);
            key(scene, KeyCode.ESCAPE, "keys closed" + again);
            key(scene, KeyCode.D, "the room" + again);
            key(scene, KeyCode.ESCAPE, "the room closed" + again);
            fire(scene, "#how", "the budget's formula" + again);
            key(scene, KeyCode.ESCAPE, "the formula closed" + again);
            fire(scene, "#why", "why an alert fires" + again);
            key(scene, KeyCode.ESCAPE, "why closed" + again);
            key(scene, KeyCode.B, "black" + again);
            key(scene, KeyCode.B, "no longer black" + again);
            key(scene, KeyCode.F, "frozen" + again);
            key(scene, KeyCode.F, "no longer frozen" + again);
            control(scene, KeyCode.DIGIT2, "architecture" + again);
            control(scene, KeyCode.DIGIT3, "Prometheus" + again);
            control(scene, KeyCode.DIGIT4, "query" + again);
            control(scene, KeyCode.DIGIT1, "dashboard" + again);
            key(scene, KeyCode.PLUS, "the timeline nearer" + again);
            key(scene, KeyCode.MINUS, "the timeline farther" + again);
            control(scene, KeyCode.PLUS, "larger text" + again);
            control(scene, KeyCode.MINUS, "smaller text" + again);
            fire(scene, "#theme", "the other theme" + again);
            fire(scene, "#theme", "the first theme" + again);
            resize(stage, 0.7, "a smaller window" + again);
            resize(stage, 1, "a larger window" + again);
        }
    }

    /** The recording of the same class: it plays, is searched, and asked "what if". */
    private void lookBack() throws InterruptedException {
        did("a recording opens");
        try (var recorded = ReplayWindow.of(replay, Theme.DARK, Room.USUAL)) {
            var stage = Fx.call(Stage::new);
            var window = Fx.call(() -> recorded.on(stage, SettingsFile.none()));
            Fx.run(() -> window.start(Shown.width(), Shown.height()));
            var scene = Fx.call(stage::getScene);
            settle();
            key(scene, KeyCode.END, "the recording's end");
            key(scene, KeyCode.HOME, "the recording's begin");
            for (int step = 1; step < steps.size(); step++) {
                key(scene, KeyCode.PAGE_DOWN, "the recording's step " + step);
            }
            key(scene, KeyCode.SPACE, "the recording plays");
            Thread.sleep(effort.step);
            key(scene, KeyCode.SPACE, "the recording stands");
            typed(scene, "/", "the search");
            for (var letter : List.of("k", "i", "l", "l")) {
                typed(scene, letter, "a letter of what is searched");
            }
            key(scene, KeyCode.ESCAPE, "the search closed");
            suppose(scene);
            settle();
            did("the recording closes");
            Fx.run(() -> {
                stage.hide();
                window.close();
            });
        }
    }

    private void suppose(Scene scene) {
        did("what if");
        Fx.run(() -> ((MenuButton) scene.lookup("#slo"))
                .getItems().stream()
                        .filter(item -> item instanceof RadioMenuItem radio && !radio.isSelected())
                        .findFirst()
                        .ifPresent(item -> item.getOnAction().handle(new javafx.event.ActionEvent())));
        settle();
    }

    /** The minutes of a step, within the seconds that are taken for one. */
    private void pass(int step) throws InterruptedException {
        did("step " + step + " goes on");
        var from = state.at();
        var until = step + 1 < steps.size() ? steps.get(step + 1).at().minusMillis(1) : replay.duration();
        long began = System.nanoTime();
        var passed = Duration.ZERO;
        while (passed.compareTo(effort.step) < 0) {
            Thread.sleep(CHANGES_EVERY);
            passed = Duration.ofNanos(System.nanoTime() - began);
            double share = Math.min(1, (double) passed.toNanos() / effort.step.toNanos());
            goTo(from.plusNanos((long) (until.minus(from).toNanos() * share)));
        }
    }

    private void goTo(Duration at) {
        player.seek(at);
        state = player.state();
    }

    private void did(String what) {
        did.add(new Done(what, System.nanoTime()));
    }

    private void key(Scene scene, KeyCode code, String what) {
        key(scene, what, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false));
    }

    private void control(Scene scene, KeyCode code, String what) {
        boolean mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac");
        key(scene, what, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, !mac, false, mac));
    }

    private void typed(Scene scene, String character, String what) {
        key(
                scene,
                what,
                new KeyEvent(KeyEvent.KEY_TYPED, character, "", KeyCode.UNDEFINED, false, false, false, false));
    }

    private void key(Scene scene, String what, KeyEvent event) {
        did(what);
        Fx.run(() -> Event.fireEvent(scene.getFocusOwner() == null ? scene.getRoot() : scene.getFocusOwner(), event));
        settle();
    }

    private void fire(Scene scene, String id, String what) {
        did(what);
        Fx.run(() -> ((ButtonBase) scene.lookup(id)).fire());
        settle();
    }

    private void resize(Stage stage, double share, String what) {
        did(what);
        Fx.run(() -> {
            stage.setWidth(Shown.width() * share);
            stage.setHeight(Shown.height() * share);
        });
        settle();
    }

    private void settle() {
        Fx.settle();
        Fx.settle();
    }
}
