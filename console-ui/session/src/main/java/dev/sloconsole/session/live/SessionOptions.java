package dev.sloconsole.session.live;

import dev.sloconsole.session.Source;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What a session is told at its start.
 *
 * @param source AWS or LOCAL
 * @param recordedName the stack's name for the journal, where the true one tells who gave it
 * @param journal the file to record into, which must not exist yet; empty to record nothing
 * @param nanoClock monotonic nanoseconds, as {@link System#nanoTime} gives them
 * @param wallClock for the start time, and to notice when it jumps
 */
public record SessionOptions(
        Source source,
        String stackName,
        String recordedName,
        String programVersion,
        Optional<Path> journal,
        LongSupplier nanoClock,
        Clock wallClock) {

    public SessionOptions {
        if (source == Source.REPLAY) {
            throw new IllegalArgumentException("A replay is opened from its journal, it is no session of its own.");
        }
    }

    /** By the computer's own clocks, recording nothing. */
    public static SessionOptions of(Source source, String stackName, String programVersion) {
        return new SessionOptions(
                source, stackName, stackName, programVersion, Optional.empty(), System::nanoTime, Clock.systemUTC());
    }

    public SessionOptions recordingTo(Path file) {
        return new SessionOptions(
                source, stackName, recordedName, programVersion, Optional.of(file), nanoClock, wallClock);
    }

    /** With another name for the stack in the journal. */
    public SessionOptions recordedAs(String name) {
        return new SessionOptions(source, stackName, name, programVersion, journal, nanoClock, wallClock);
    }

    public SessionOptions withClocks(LongSupplier newNanoClock, Clock newWallClock) {
        return new SessionOptions(source, stackName, recordedName, programVersion, journal, newNanoClock, newWallClock);
    }
}
