package dev.sloconsole.desktop;

import dev.sloconsole.desktop.screen.ConsoleOptions;
import dev.sloconsole.desktop.screen.ConsoleWindow;
import dev.sloconsole.desktop.screen.Snapshot;
import dev.sloconsole.desktop.screen.dashboard.DashboardPage;
import dev.sloconsole.desktop.screen.dashboard.OwnPage;
import dev.sloconsole.desktop.screen.look.Theme;
import dev.sloconsole.desktop.wall.WallPane;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.replay.Player;
import dev.sloconsole.session.replay.Replay;
import dev.sloconsole.view.playback.Chapters;
import dev.sloconsole.view.playback.Chapters.Chapter;
import dev.sloconsole.view.playback.Chapters.Kind;
import dev.sloconsole.view.wall.Room;
import dev.sloconsole.view.wall.Show;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.stage.Stage;

/**
 * Pictures of a recorded class, one for each of its chapters, without a display. A dashboard is seen as the class saw it:
 * its page is waited for.
 */
final class Shots implements AutoCloseable {

    /** How long after a chapter's beginning there is something of it to be seen. */
    private static final Duration SETTLED = Duration.ofSeconds(10);

    /** An outage is looked at while it lasts. */
    private static final Duration KILLED = Duration.ofSeconds(4);

    /** Which of the two screens. */
    enum Screen {
        WALL,
        DESK
    }

    /** What the pictures are to look like. */
    record Wanted(Screen screen, int width, int height, Theme theme, Room room) {}

    /** A moment that is worth a picture. */
    record Moment(String name, Duration at) {}

    /** Several pulses, after which a page that has drawn is on the screen as well. */
    private static final int PULSES = 4;

    private static final Duration DRAW_LIMIT = Duration.ofSeconds(15);

    private final Replay replay;
    private final Wanted wanted;
    private final Player player;
    private final OwnPage own;

    private Shots(Replay replay, Wanted wanted) {
        this.replay = replay;
        this.wanted = wanted;
        player = new Player(replay);
        own = OwnPage.start(player::metrics, Optional.empty(), "1s");
    }

    /**
     * Writes a picture of each chapter, and of the end.
     *
     * @param taken is told each file when it is there: a picture takes a second or so
     */
    static void take(Replay replay, Wanted wanted, Path folder, Consumer<Path> taken)
            throws InterruptedException, ExecutionException {
        Display.headless();
        // Between two pictures there is no window, and the toolkit must not end with the first of them.
        Platform.setImplicitExit(false);
        Platform.startup(() -> {});
        try (var shots = new Shots(replay, wanted)) {
            for (Moment moment : moments(replay)) {
                taken.accept(shots.picture(moment, folder.resolve(moment.name() + ".png")));
            }
        } finally {
            Platform.exit();
        }
    }

    /** Some seconds into each chapter, or shortly before the next one begins; and the end. */
    static List<Moment> moments(Replay replay) {
        var out = new ArrayList<Moment>();
        var chapters = Chapters.of(replay);
        for (int i = 0; i < chapters.size(); i++) {
            var chapter = chapters.get(i);
            var next = i + 1 < chapters.size() ? chapters.get(i + 1).at() : replay.duration();
            var wished = chapter.at().plus(chapter.kind() == Kind.KILL ? KILLED : SETTLED);
            var latest = next.minusMillis(50);
            var at = wished.compareTo(latest) < 0 ? wished : latest.compareTo(chapter.at()) > 0 ? latest : chapter.at();
            out.add(new Moment(name(i + 1, chapter), at));
        }
        out.add(new Moment(String.format(Locale.ROOT, "%02d-end", chapters.size() + 1), replay.duration()));
        return List.copyOf(out);
    }

    private static String name(int number, Chapter chapter) {
        var words = chapter.title()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return String.format(Locale.ROOT, "%02d-%s", number, words);
    }

    /**
     * What is to be seen of a moment. JavaFX thread only.
     *
     * @param loading whether a dashboard's page is on its way
     */
    private record Picture(Parent content, Stage stage, BooleanSupplier loading, Runnable end) {

        private Path write(Path file) {
            return Snapshot.write(Snapshot.of(content), file);
        }

        private void close() {
            stage.hide();
            end.run();
        }
    }

    private Path picture(Moment moment, Path file) throws InterruptedException, ExecutionException {
        player.seek(moment.at());
        var state = replay.stateAt(moment.at()).replayed();
        var picture = onScreen(() -> switch (wanted.screen()) {
            case WALL -> wall(state, moment.at());
            case DESK -> desk(state, moment.at());
        });
        try {
            do {
                pulses();
            } while (onScreen(picture.loading()::getAsBoolean));
            pulses();
            return onScreen(() -> picture.write(file));
        } finally {
            onScreen(() -> {
                picture.close();
                return true;
            });
        }
    }

    private Optional<URI> page(SessionState state, Theme colours) {
        return Optional.of(own.page(colours));
    }

    private Picture wall(SessionState state, Duration at) {
        var page = new DashboardPage(this::page, DRAW_LIMIT);
        var pane = new WallPane(wanted.theme(), wanted.room(), Optional.of(page));
        pane.show(new Show(0).next(state, at), state, true);
        var stage = Snapshot.stage(pane, new Stage(), wanted.width(), wanted.height());
        return new Picture(pane, stage, page::loading, page::close);
    }

    private Picture desk(SessionState state, Duration at) {
        var playback = new ReplayPlayback(player, System::nanoTime, Runnable::run);
        var options =
                ConsoleOptions.replay(playback, this::page).with(wanted.theme()).withMetrics(player::metrics);
        var stage = new Stage();
        var window = new ConsoleWindow(stage, () -> state, () -> at, NoCommands.INSTANCE, options);
        Snapshot.stage(window, stage, wanted.width(), wanted.height());
        return new Picture(window.content(), stage, window::loading, window::close);
    }

    @Override
    public void close() {
        own.close();
    }

    /** Waits until the toolkit has drawn several times. */
    private static void pulses() throws InterruptedException, ExecutionException {
        var drawn = new CountDownLatch(PULSES);
        var timer = onScreen(() -> {
            var made = new AnimationTimer() {
                @Override
                public void handle(long now) {
                    drawn.countDown();
                }
            };
            made.start();
            return made;
        });
        drawn.await();
        onScreen(() -> {
            timer.stop();
            return true;
        });
    }

    private static <T> T onScreen(Callable<T> body) throws InterruptedException, ExecutionException {
        var task = new FutureTask<>(body);
        Platform.runLater(task);
        try {
            return task.get();
        } catch (ExecutionException e) {
            // A file that cannot be written is told as one.
            if (e.getCause() instanceof UncheckedIOException told) {
                throw told;
            }
            throw e;
        }
    }
}
