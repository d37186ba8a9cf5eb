package dev.sloconsole.desktop.screen;

import dev.sloconsole.desktop.screen.dashboard.PageLanguage;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.web.WebView;
import javafx.stage.Stage;

/** The JavaFX toolkit for tests: started once, code run on its thread, pulses awaited, buttons fired, keys typed. */
public final class Fx {

    private static boolean started;

    private Fx() {}

    public static synchronized void start() {
        if (started) {
            return;
        }
        var up = new CountDownLatch(1);
        Platform.startup(up::countDown);
        await(up);
        Platform.setImplicitExit(false);
        // A page that a test makes by itself decides for all that come after it.
        run(PageLanguage::settle);
        started = true;
    }

    public static <T> T call(Callable<T> body) {
        var result = new CompletableFuture<T>();
        Platform.runLater(() -> {
            try {
                result.complete(body.call());
            } catch (Throwable t) {
                result.completeExceptionally(t);
            }
        });
        try {
            return result.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (TimeoutException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** A view of a page, in a window of its own. */
    public static WebView page(URI page) {
        return call(() -> {
            var view = new WebView();
            var stage = new Stage();
            stage.setScene(new Scene(view, 1280, 900));
            stage.show();
            view.getEngine().load(page.toString());
            return view;
        });
    }

    public static void run(Runnable body) {
        call(() -> {
            body.run();
            return true;
        });
    }

    /** Two pulses, so that what was changed has been laid out. */
    public static void settle() {
        var pulses = new CountDownLatch(2);
        var timer = call(() -> {
            var t = new AnimationTimer() {
                @Override
                public void handle(long now) {
                    pulses.countDown();
                }
            };
            t.start();
            return t;
        });
        await(pulses);
        run(timer::stop);
    }

    public static void waitFor(String what, Duration limit, BooleanSupplier onFxThread) {
        long end = System.nanoTime() + limit.toNanos();
        while (!call(onFxThread::getAsBoolean)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + limit + ": " + what);
            }
            settle();
        }
    }

    /** Whether it is there, and neither it nor what it is in is hidden. */
    static boolean seen(Parent in, String selector) {
        return call(() -> {
            Node node = in.lookup(selector);
            while (node != null && node != in && node.isVisible()) {
                node = node.getParent();
            }
            return node == in;
        });
    }

    static void press(Node button) {
        run(((ButtonBase) button)::fire);
        settle();
    }

    public static void key(Scene scene, KeyCode code) {
        run(() -> {
            var target = scene.getFocusOwner() == null ? scene.getRoot() : scene.getFocusOwner();
            javafx.event.Event.fireEvent(
                    target, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false));
        });
        settle();
    }

    /** Types a character that may not be a key of its own. */
    static void typed(Scene scene, String character) {
        run(() -> {
            var target = scene.getFocusOwner() == null ? scene.getRoot() : scene.getFocusOwner();
            javafx.event.Event.fireEvent(
                    target,
                    new KeyEvent(KeyEvent.KEY_TYPED, character, "", KeyCode.UNDEFINED, false, false, false, false));
        });
        settle();
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new AssertionError("the JavaFX thread did not answer in 30 s");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
