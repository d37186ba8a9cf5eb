package dev.sloconsole.desktop.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;

/** Asks the JavaFX thread for its turn again and again; how long it takes is what somebody's click would wait. */
final class Stalls implements AutoCloseable {

    private static final int EVERY_MILLIS = 2;

    private final List<Double> waits = new ArrayList<>();
    private final Thread thread = Thread.ofPlatform().name("stalls").daemon().unstarted(this::ask);

    private Stalls() {}

    static Stalls watch() {
        var stalls = new Stalls();
        stalls.thread.start();
        return stalls;
    }

    private void ask() {
        try {
            while (true) {
                var turn = new CountDownLatch(1);
                long asked = System.nanoTime();
                Platform.runLater(turn::countDown);
                turn.await();
                waits.add((System.nanoTime() - asked) / 1e6);
                Thread.sleep(EVERY_MILLIS);
            }
        } catch (InterruptedException e) {
            // That is how it ends.
        }
    }

    /** Stops to ask; the waits so far, in milliseconds. */
    double[] millis() throws InterruptedException {
        close();
        thread.join();
        return waits.stream().mapToDouble(Double::doubleValue).toArray();
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
