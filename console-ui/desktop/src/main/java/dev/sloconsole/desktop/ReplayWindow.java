package dev.sloconsole.desktop;

import dev.sloconsole.desktop.screen.ConsoleOptions;
import dev.sloconsole.desktop.screen.ConsoleWindow;
import dev.sloconsole.desktop.screen.dashboard.OwnPage;
import dev.sloconsole.desktop.screen.look.Theme;
import dev.sloconsole.desktop.settings.SettingsFile;
import dev.sloconsole.session.replay.Player;
import dev.sloconsole.session.replay.Replay;
import dev.sloconsole.view.wall.Room;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.stage.Stage;

/** A recorded class with all that its window needs, which ends with it. */
public final class ReplayWindow implements AutoCloseable {

    private final Player player;
    private final OwnPage own;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("replay").daemon().factory());
    private final ConsoleOptions options;
    private final ReplayPlayback playback;

    private ReplayWindow(Player player, OwnPage own, Theme theme, Room room) {
        this.player = player;
        this.own = own;
        playback = new ReplayPlayback(player, System::nanoTime, worker);
        options = ConsoleOptions.replay(playback, (state, colours) -> Optional.of(own.page(colours)))
                .with(theme)
                .in(room)
                .withMetrics(player::metrics);
    }

    /** Starts what the window of a recording needs. */
    public static ReplayWindow of(Replay replay, Theme theme, Room room) {
        var player = new Player(replay);
        return new ReplayWindow(player, OwnPage.start(player::metrics, Optional.empty(), "1s"), theme, room);
    }

    /** The window, which is not shown yet. */
    public ConsoleWindow on(Stage stage, SettingsFile settings) {
        return new ConsoleWindow(
                stage, playback::state, player::position, NoCommands.INSTANCE, options.remembering(settings));
    }

    @Override
    public void close() {
        worker.shutdownNow();
        own.close();
    }
}
