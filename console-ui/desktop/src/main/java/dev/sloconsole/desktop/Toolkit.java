package dev.sloconsole.desktop;

import dev.sloconsole.desktop.screen.look.Fonts;
import dev.sloconsole.desktop.screen.look.Theme;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/**
 * JavaFX, started on a thread of its own as soon as it is certain that a window opens, so that the arguments and the lesson
 * are read and the session is begun meanwhile.
 */
final class Toolkit {

    private static @Nullable CompletableFuture<Void> starting;

    private Toolkit() {}

    /** Begins to start it, with the fonts, which every window of ours needs first. */
    static synchronized void start() {
        if (starting == null) {
            var started = new CompletableFuture<Void>();
            starting = started;
            Thread.ofPlatform().name("toolkit").daemon().start(() -> {
                try {
                    Platform.startup(() -> {
                        StartUp.reached("toolkit");
                        warm(started);
                    });
                } catch (RuntimeException | Error e) {
                    started.completeExceptionally(e);
                }
            });
        }
    }

    /** Begins to start it, and to read the style of these colours. */
    static void start(Theme theme) {
        start();
        started().thenRun(() -> Platform.runLater(theme::dress));
    }

    private static void warm(CompletableFuture<Void> started) {
        try {
            Fonts.load();
            started.complete(null);
        } catch (RuntimeException e) {
            started.completeExceptionally(e);
        }
    }

    /** Runs something on the JavaFX thread, once there is one. */
    static void run(Theme theme, Runnable what) {
        start(theme);
        try {
            started().toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
        Platform.runLater(what);
    }

    private static synchronized CompletionStage<Void> started() {
        return Objects.requireNonNull(starting);
    }
}
