package dev.sloconsole.desktop;

import java.time.Duration;
import java.time.Instant;
import javafx.scene.Scene;

/**
 * Tells how long the start took, for those who measure it: with {@code -Dslo.timing=true}, one line when the first frame
 * is on the screen, counted from the start of the process.
 */
final class StartUp {

    private StartUp() {}

    static void firstFrame(Scene scene) {
        if (!Boolean.getBoolean("slo.timing")) {
            return;
        }
        var done = new Runnable[1];
        done[0] = () -> {
            scene.removePostLayoutPulseListener(done[0]);
            var started = ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
            System.out.println("first frame after " + Duration.between(started, Instant.now()).toMillis() + " ms");
        };
        scene.addPostLayoutPulseListener(done[0]);
    }
}
