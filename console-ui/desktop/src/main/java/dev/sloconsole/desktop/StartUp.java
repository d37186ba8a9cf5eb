package dev.sloconsole.desktop;

import java.time.Duration;
import java.time.Instant;
import javafx.scene.Scene;

/**
 * Tells how long the start took, for those who measure it: with {@code -Dslo.timing=true}, a line when the first frame
 * is on the screen and one when the buttons reach the cloud, counted from the start of the process.
 */
final class StartUp {

    private StartUp() {}

    static void firstFrame(Scene scene) {
        var done = new Runnable[1];
        done[0] = () -> {
            scene.removePostLayoutPulseListener(done[0]);
            tell("first frame");
        };
        scene.addPostLayoutPulseListener(done[0]);
    }

    static void tell(String what) {
        if (Boolean.getBoolean("slo.timing")) {
            var started = ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
            System.out.println(
                    what + " after " + Duration.between(started, Instant.now()).toMillis() + " ms");
        }
    }
}
