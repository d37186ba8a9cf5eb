package dev.sloconsole.app;

import java.text.MessageFormat;
import java.util.ResourceBundle;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where the libraries log: warnings and errors go to standard error, one line each, and nothing else is said. Stands in
 * for {@code java.util.logging}, which would cost the start-up its classes and configuration.
 */
public final class QuietLoggerFinder extends System.LoggerFinder {

    private static volatile Function<String, System.Logger> loggers = QuietLogger::new;

    /**
     * Has a program that brings this service with it log in its own way; called before it logs.
     *
     * @param wanted makes the logger of a name
     */
    public static void use(Function<String, System.Logger> wanted) {
        loggers = wanted;
    }

    @Override
    public System.Logger getLogger(String name, Module module) {
        return loggers.apply(name);
    }

    private record QuietLogger(String name) implements System.Logger {

        @Override
        public String getName() {
            return name;
        }

        @Override
        public boolean isLoggable(Level level) {
            return level != Level.OFF && level.compareTo(Level.WARNING) >= 0;
        }

        @Override
        public void log(
                Level level, @Nullable ResourceBundle bundle, @Nullable String message, @Nullable Throwable thrown) {
            if (isLoggable(level)) {
                System.err.println(level + " " + name + ": " + message + (thrown == null ? "" : " (" + thrown + ")"));
            }
        }

        @Override
        public void log(
                Level level, @Nullable ResourceBundle bundle, @Nullable String format, @Nullable Object... arguments) {
            if (isLoggable(level)) {
                String text = format == null || arguments == null || arguments.length == 0
                        ? String.valueOf(format)
                        : MessageFormat.format(format, arguments);
                System.err.println(level + " " + name + ": " + text);
            }
        }
    }
}
