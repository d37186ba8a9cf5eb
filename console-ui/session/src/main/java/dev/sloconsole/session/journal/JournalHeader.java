package dev.sloconsole.session.journal;

import dev.sloconsole.session.SessionState.Step;
import dev.sloconsole.session.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The first line of a journal: all that a replay needs to know before the first fact.
 *
 * @param message what the class is to take home, Markdown; may be empty
 * @param steps the lesson as it was taught, nothing entered or met yet
 * @param source where the class was: AWS or LOCAL
 */
public record JournalHeader(
        String lessonTitle,
        String message,
        List<Step> steps,
        double objective,
        Duration window,
        Source source,
        String stackName,
        Instant startedAt,
        String programVersion) {

    /** The version of the format that is written; readers refuse later ones. */
    public static final int VERSION = 1;

    /** The header of a lesson without a message. */
    public JournalHeader(
            String lessonTitle,
            List<Step> steps,
            double objective,
            Duration window,
            Source source,
            String stackName,
            Instant startedAt,
            String programVersion) {
        this(lessonTitle, "", steps, objective, window, source, stackName, startedAt, programVersion);
    }

    public JournalHeader {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("A lesson needs at least one step.");
        }
    }
}
