package dev.sloconsole.desktop.bench;

import dev.sloconsole.desktop.bench.Benchmarks.Effort;
import dev.sloconsole.desktop.screen.ConsoleOptions;
import dev.sloconsole.desktop.screen.ConsoleWindow;
import dev.sloconsole.desktop.screen.Fx;
import dev.sloconsole.desktop.screen.Turns;
import dev.sloconsole.desktop.screen.fixture.Recorded;
import dev.sloconsole.desktop.screen.look.Theme;
import dev.sloconsole.desktop.wall.WallPane;
import dev.sloconsole.session.Fact;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.Source;
import dev.sloconsole.session.figures.Projection;
import dev.sloconsole.session.fold.Folded;
import dev.sloconsole.session.lesson.Lesson;
import dev.sloconsole.view.wall.Room;
import dev.sloconsole.view.wall.Show;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.animation.AnimationTimer;
import javafx.stage.Stage;

/** Desk and wall side by side, at the end of a long class, whose state changes ten times a second. */
final class Screens {

    private static final Duration CHANGES_EVERY = Duration.ofMillis(100);

    private final Effort effort;
    private final List<Fact> facts;
    private final Projection projection =
            new Projection(Folded.initial(Lesson.builtIn().outline(Source.LOCAL)));
    private volatile SessionState state;

    Screens(Effort effort) {
        this.effort = effort;
        this.facts = LongClass.facts(effort.taught.plus(effort.watched));
        facts.stream().filter(fact -> fact.at().compareTo(effort.taught) <= 0).forEach(projection::apply);
        this.state = projection.asOf(effort.taught);
    }

    void measure(Benchmarks benchmarks) throws Exception {
        var options =
                ConsoleOptions.live(Source.LOCAL, (s, t) -> Optional.empty()).with(Theme.DARK);
        var window =
                Fx.call(() -> new ConsoleWindow(new Stage(), () -> state, () -> state.at(), new Recorded(), options));
        Fx.run(() -> {
            Shown.stage(window.content());
            window.startEmbedded();
        });
        var wall = Fx.call(() -> new Wall(() -> state));
        Fx.settle();
        var frames = new Frames();
        try (var watch = Turns.watch()) {
            Fx.run(frames::start);
            teach();
            Fx.settle();
            Fx.run(frames::stop);
            benchmarks.row("from frame to frame, ten states a second", frames.millis());
            benchmarks.turns(watch.turns());
        } finally {
            Fx.run(() -> {
                wall.close();
                window.content().getScene().getWindow().hide();
                window.close();
            });
        }
    }

    /** Goes on with the class in its own time. */
    private void teach() throws InterruptedException {
        long began = System.nanoTime();
        var at = effort.taught;
        int next = (int) facts.stream()
                .filter(fact -> fact.at().compareTo(effort.taught) <= 0)
                .count();
        while (at.compareTo(effort.taught.plus(effort.watched)) < 0) {
            at = at.plus(CHANGES_EVERY);
            while (next < facts.size() && facts.get(next).at().compareTo(at) <= 0) {
                projection.apply(facts.get(next++));
            }
            state = projection.asOf(at);
            long due = began + at.minus(effort.taught).toNanos();
            Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
        }
    }

    /** A stage of its own that paints what the class sees, as the projector's does. */
    private static final class Wall extends AnimationTimer {

        private final WallPane pane = new WallPane(Theme.DARK, Room.USUAL);
        private final Show show = new Show(22);
        private final Stage stage = Shown.stage(pane);
        private final Supplier<SessionState> state;
        private Optional<SessionState> shown = Optional.empty();

        Wall(Supplier<SessionState> state) {
            this.state = state;
            start();
        }

        @Override
        @SuppressWarnings("ReferenceEquality") // the same state has been painted
        public void handle(long nanos) {
            var now = state.get();
            if (shown.isEmpty() || shown.get() != now) {
                shown = Optional.of(now);
                pane.show(show.next(now, now.at()));
            }
        }

        void close() {
            stop();
            stage.close();
        }
    }

    /** The time from each frame to the next. */
    private static final class Frames extends AnimationTimer {

        private final List<Double> gaps = new ArrayList<>();
        private long last;

        @Override
        public void handle(long nanos) {
            if (last != 0) {
                gaps.add((nanos - last) / 1e6);
            }
            last = nanos;
        }

        double[] millis() {
            return gaps.stream().mapToDouble(Double::doubleValue).toArray();
        }
    }
}
