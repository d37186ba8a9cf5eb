package dev.sloconsole.desktop;

import dev.sloconsole.session.journal.JournalException;
import dev.sloconsole.session.replay.Replay;
import dev.sloconsole.session.replay.ReplayCheck;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A recorded session: watched in the window, or checked without one. Nothing of the window is loaded for a check. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = "Opens a recorded session in the console's window.")
@SuppressWarnings("NullAway.Init") // picocli fills it
final class ReplayCommand implements Callable<Integer> {

    private static final int DAMAGED = 1;
    private static final int NO_JOURNAL = 2;

    @Parameters(paramLabel = "FILE", description = "The journal of a session.")
    Path file;

    @Option(
            names = "--check",
            description = "Opens no window; prints as JSON what the journal holds. Exit status 0: it is whole; 1: it is"
                    + " damaged, and what is whole in it opens; 2: it is no journal.")
    boolean check;

    @Option(names = "--theme", defaultValue = "dark", description = "dark or light (default: ${DEFAULT-VALUE}).")
    Options.Theme theme;

    @Override
    public Integer call() throws Exception {
        if (check) {
            return check();
        }
        var replay = Replay.open(file);
        Display.needed();
        if (!replay.damage().none()) {
            System.err.println(replay.damage());
        }
        ConsoleApp.replay(replay, theme);
        return 0;
    }

    private int check() {
        try {
            var replay = Replay.open(file);
            System.out.println(ReplayCheck.json(replay));
            return replay.damage().none() ? 0 : DAMAGED;
        } catch (JournalException e) {
            System.err.println(e.getMessage());
            return NO_JOURNAL;
        }
    }
}
