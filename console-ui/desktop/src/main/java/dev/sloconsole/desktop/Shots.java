package dev.sloconsole.desktop;

import dev.sloconsole.desktop.screen.ConsoleOptions;
import dev.sloconsole.desktop.screen.ConsoleWindow;
import dev.sloconsole.desktop.screen.Snapshot;
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
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.stage.Stage;

/** Pictures of a recorded class, one for each of its chapters, without a display. */
final class Shots {

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

    private final Replay replay;
    private final Wanted wanted;

    private Shots(Replay replay, Wanted wanted) {
        this.replay = replay;
        this.wanted = wanted;
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
        try {
            for (Moment moment : moments(replay)) {
                taken.accept(onScreen(() -> new Shots(replay, wanted).picture(moment, folder)));
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

    private Path picture(Moment moment, Path folder) {
        var state = replay.stateAt(moment.at()).replayed();
        var file = folder.resolve(moment.name() + ".png");
        return switch (wanted.screen()) {
            case WALL -> wall(state, moment, file);
            case DESK -> desk(state, moment, file);
        };
    }

    private Path wall(SessionState state, Moment moment, Path file) {
        var pane = new WallPane(wanted.theme(), wanted.room());
        pane.show(new Show(0).next(state, moment.at()));
        var stage = Snapshot.stage(pane, new Stage(), wanted.width(), wanted.height());
        return written(pane, stage, file);
    }

    private Path desk(SessionState state, Moment moment, Path file) {
        var player = new Player(replay);
        player.seek(moment.at());
        var playback = new ReplayPlayback(player, System::nanoTime, Runnable::run);
        var options = ConsoleOptions.replay(playback, (s, colours) -> Optional.empty())
                .with(wanted.theme())
                .withMetrics(player::metrics);
        var stage = new Stage();
        try (var window = new ConsoleWindow(stage, () -> state, moment::at, NoCommands.INSTANCE, options)) {
            Snapshot.stage(window, stage, wanted.width(), wanted.height());
            return written(window.content(), stage, file);
        }
    }

    private static Path written(Parent content, Stage stage, Path file) {
        try {
            return Snapshot.write(Snapshot.of(content), file);
        } finally {
            stage.hide();
        }
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
