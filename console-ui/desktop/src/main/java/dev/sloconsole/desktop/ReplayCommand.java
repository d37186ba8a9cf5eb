package dev.sloconsole.desktop;

import dev.sloconsole.session.replay.Replay;
import dev.sloconsole.view.playback.ReplayCheck;
import dev.sloconsole.view.wall.Room;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
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

    private static final Pattern SIZE =
            Pattern.compile("([3-9][0-9]{2}|[1-9][0-9]{3})x([3-9][0-9]{2}|2[4-9][0-9]|[1-9][0-9]{3})");

    @Parameters(paramLabel = "FILE", description = "The journal of a session.")
    Path file;

    @Option(
            names = "--check",
            description = "Opens no window; prints as JSON what the journal holds. Exit status 0: it is whole; 1: it is"
                    + " damaged, and what is whole in it opens; 2: it is no journal.")
    boolean check;

    @Option(names = "--theme", description = "dark or light (default: the one that was chosen last, in pictures dark).")
    Optional<Options.Theme> theme = Optional.empty();

    @Option(
            names = "--shots",
            paramLabel = "DIR",
            description = "Opens no window; writes a picture of each chapter into a folder, without a display.")
    Optional<Path> shots = Optional.empty();

    @Option(
            names = "--screen",
            defaultValue = "wall",
            description = "Which screen the pictures show: wall or desk (default: ${DEFAULT-VALUE}).")
    Shots.Screen screen;

    @Option(
            names = "--size",
            paramLabel = "WxH",
            defaultValue = "1920x1080",
            description = "How large the pictures are (default: ${DEFAULT-VALUE}).")
    String size;

    @Option(
            names = "--room",
            paramLabel = "METRES",
            defaultValue = "6",
            description = "How far the last row is from the wall: its text grows with it (default: ${DEFAULT-VALUE}).")
    double room;

    @Override
    public Integer call() throws Exception {
        if (check) {
            return check();
        }
        var wrongRoom = Options.roomProblem(room);
        if (wrongRoom.isPresent()) {
            return Mistakes.told("slo replay", List.of(wrongRoom.get()));
        }
        if (shots.isPresent()) {
            return shots(shots.get());
        }
        var replay = opened();
        if (Display.missing()) {
            throw Display.none();
        }
        if (!replay.damage().none()) {
            System.err.println(replay.damage());
        }
        ConsoleApp.replay(replay, theme, Room.deep(room));
        return 0;
    }

    private int shots(Path folder) throws Exception {
        var pixels = SIZE.matcher(size);
        if (!pixels.matches()) {
            return Mistakes.told(
                    "slo replay",
                    List.of("--size must be width x height, 320x240 to 9999x9999, such as 1366x768, not '" + size
                            + "'."));
        }
        var wanted = new Shots.Wanted(
                screen,
                Integer.parseInt(pixels.group(1)),
                Integer.parseInt(pixels.group(2)),
                ConsoleApp.colours(theme.orElse(Options.Theme.DARK)),
                Room.deep(room));
        Shots.take(opened(), wanted, folder, System.out::println);
        return 0;
    }

    private Replay opened() throws Exception {
        return Patience.onTheTerminal()
                .with("Opening the recording", "usually a second or two", () -> Replay.open(file));
    }

    private int check() throws Exception {
        var replay = opened();
        System.out.println(ReplayCheck.json(replay));
        return replay.damage().none() ? 0 : DAMAGED;
    }
}
