package dev.sloconsole.session.lesson;

import java.util.List;
import java.util.stream.Collectors;

/** A lesson file that cannot be taught from; the message names every problem with its line and column. */
public final class InvalidLessonException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** A person mends no more of them at once. */
    private static final int MOST_TOLD = 50;

    private final transient List<Problem> problems;

    /**
     * A problem.
     *
     * @param line counted from 1
     * @param column counted from 1
     * @param message what is wrong, and what to do
     */
    public record Problem(int line, int column, String message) {
        @Override
        public String toString() {
            return "line " + line + ", column " + column + ": " + message;
        }
    }

    InvalidLessonException(String name, List<Problem> problems) {
        super("The lesson " + name + " has " + (problems.size() == 1 ? "a problem" : problems.size() + " problems")
                + ":\n"
                + problems.stream().limit(MOST_TOLD).map(p -> "  " + p).collect(Collectors.joining("\n"))
                + (problems.size() > MOST_TOLD ? "\n  and " + (problems.size() - MOST_TOLD) + " more" : ""));
        this.problems = List.copyOf(problems);
    }

    InvalidLessonException(String message) {
        super(message);
        this.problems = List.of();
    }

    InvalidLessonException(String message, Throwable cause) {
        super(message, cause);
        this.problems = List.of();
    }

    /** In the order of the file; empty if the file could not be read. */
    public List<Problem> problems() {
        return problems;
    }
}
