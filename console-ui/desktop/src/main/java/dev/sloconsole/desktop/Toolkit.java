package dev.sloconsole.desktop;

import dev.sloconsole.desktop.screen.look.Fonts;
import dev.sloconsole.desktop.screen.look.Theme;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javafx.application.Application;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/**
 * JavaFX, started on a thread of its own as soon as it is certain that a window opens, so that the lesson is read and the
 * session begun meanwhile.
 */
final class Toolkit {

    private static @Nullable CompletableFuture<Void> starting;

    private Toolkit() {}

    /** Begins to start it, with what every window of ours needs first: the fonts, and the style of these colours. */
    static synchronized void start(Theme theme) {
        if (starting == null) {
            var started = new CompletableFuture<Void>();
            starting = started;
            Thread.ofPlatform().name("toolkit").daemon().start(() -> {
                try {
                    Platform.startup(() -> {
                        StartUp.reached("toolkit");
                        warm(theme, started);
                    });
                } catch (RuntimeException | Error e) {
                    started.completeExceptionally(e);
                }
            });
        }
    }

    private static void warm(Theme theme, CompletableFuture<Void> started) {
        try {
            Fonts.load();
            // Before the first control is made, which would else load the style of JavaFX itself.
            Application.setUserAgentStylesheet(theme.controls());
            started.complete(null);
        } catch (RuntimeException e) {
            started.completeExceptionally(e);
        }
    }

    /** Runs something on the JavaFX thread, once there is one. */
    static void run(Theme theme, Runnable what) {
        start(theme);
        try {
            started().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
        Platform.runLater(what);
    }

    private static synchronized CompletableFuture<Void> started() {
        return Objects.requireNonNull(starting);
    }
}
