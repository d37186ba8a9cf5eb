package dev.sloconsole.desktop;

import java.util.ResourceBundle;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Logs where {@link Faults} listens, as {@code java.util.logging} does where no other logging is on the class path. */
final class ToldLogger implements System.Logger {

    private final Logger logger;

    ToldLogger(String name) {
        logger = Logger.getLogger(name);
    }

    @Override
    public String getName() {
        return logger.getName();
    }

    @Override
    public boolean isLoggable(Level level) {
        return logger.isLoggable(as(level));
    }

    @Override
    public void log(Level level, @Nullable ResourceBundle texts, @Nullable String message, @Nullable Throwable why) {
        logger.log(as(level), message, why);
    }

    @Override
    public void log(Level level, @Nullable ResourceBundle texts, @Nullable String format, @Nullable Object... parts) {
        logger.log(as(level), format, parts);
    }

    private static java.util.logging.Level as(Level level) {
        return switch (level) {
            case TRACE -> java.util.logging.Level.FINER;
            case DEBUG -> java.util.logging.Level.FINE;
            case ERROR -> java.util.logging.Level.SEVERE;
            // The others have the same names.
            default -> java.util.logging.Level.parse(level.getName());
        };
    }
}
