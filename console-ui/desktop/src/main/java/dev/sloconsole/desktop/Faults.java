package dev.sloconsole.desktop;

import dev.sloconsole.app.QuietLoggerFinder;
import dev.sloconsole.session.journal.JournalException;
import dev.sloconsole.session.journal.Reasons;
import dev.sloconsole.session.lesson.InvalidLessonException;
import dev.sloconsole.stack.StackException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * What is told of a failure: a sentence to the user, the stack trace to a file. While the program ends, because of
 * Ctrl-C or because its terminal was closed, what fails fails for that reason and is not told.
 */
final class Faults {

    private static final Path LOG = Path.of(
            System.getProperty("java.io.tmpdir"),
            "slo-console-" + ProcessHandle.current().pid() + ".log");

    private static final String JAVAFX_THREAD = "JavaFX Application Thread";

    private static volatile boolean ending;

    private Faults() {}

    /** Has every thread's failures and every warning told in this way. */
    static void install() {
        System.setProperty("java.util.logging.SimpleFormatter.format", "%1$tT %4$s %5$s%n");
        QuietLoggerFinder.use(ToldLogger::new);
        var root = Logger.getLogger("");
        root.setLevel(Level.WARNING);
        for (Handler handler : root.getHandlers()) {
            if (handler instanceof ConsoleHandler) {
                handler.setFilter(record -> !ending);
            }
        }
        root.addHandler(new Traces());
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> {
            if (!ending) {
                System.err.println(sentence(e));
            }
        });
    }

    /** From now on the program ends. */
    static void end() {
        ending = true;
    }

    static boolean ending() {
        return ending;
    }

    /** Whether the JVM has begun to end, in whatever way. */
    static boolean processEnds() {
        try {
            var probe = new Thread(() -> {});
            Runtime.getRuntime().addShutdownHook(probe);
            Runtime.getRuntime().removeShutdownHook(probe);
            return false;
        } catch (IllegalStateException ends) {
            return true;
        }
    }

    /** Lets everything through but what JavaFX prints of its renderer, which goes first when the process is ended. */
    static OutputStream withoutLastWords(OutputStream out) {
        return new FilterOutputStream(out) {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                if (!(Thread.currentThread().getName().equals(JAVAFX_THREAD) && processEnds())) {
                    out.write(bytes, from, length);
                }
            }
        };
    }

    /** What a user is told of a failure. */
    static String sentence(Throwable e) {
        if (e instanceof StackException refused) {
            return refused.inLines();
        }
        if (told(e)) {
            return String.valueOf(e.getMessage());
        }
        return "Something went wrong that is a fault of this program, not yours: "
                + e.getClass().getSimpleName()
                + (e.getMessage() == null
                        ? ""
                        : ": " + e.getMessage().lines().findFirst().orElse("")) + ". " + logged(e);
    }

    /** Failures whose message already tells a person what happened, why, and what to do. */
    private static boolean told(Throwable e) {
        return e.getMessage() != null
                && (e instanceof InvalidLessonException
                        || e instanceof JournalException
                        || e instanceof IllegalStateException
                        || e instanceof UncheckedIOException);
    }

    private static String logged(Throwable e) {
        try {
            write("The program failed", e);
            return "Its log is " + LOG + ": please report it with that.";
        } catch (IOException no) {
            return "Its log could not be written to " + LOG + ": " + Reasons.of(no) + ".";
        }
    }

    private static void write(String message, Throwable e) throws IOException {
        var text = new StringWriter();
        text.append(Instant.now().toString()).append(' ').append(message).append('\n');
        e.printStackTrace(new PrintWriter(text, true));
        Files.writeString(LOG, text.toString(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Writes the stack traces of warnings, of which the terminal gets the sentence. */
    private static final class Traces extends Handler {
        @Override
        public void publish(LogRecord record) {
            if (record.getThrown() == null || ending || record.getLevel().intValue() < Level.WARNING.intValue()) {
                return;
            }
            try {
                write(String.valueOf(record.getMessage()), record.getThrown());
            } catch (IOException e) {
                // the sentence on the terminal must do
            }
        }

        @Override
        public void flush() {
            // every record is written at once
        }

        @Override
        public void close() {
            // nothing is held open
        }
    }
}
