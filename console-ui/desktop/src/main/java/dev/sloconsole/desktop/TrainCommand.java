package dev.sloconsole.desktop;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A short life of the console, for the JVM to record as a start-up cache. */
@Command(name = "train", hidden = true)
@SuppressWarnings("NullAway.Init") // picocli fills it
final class TrainCommand implements Callable<Integer> {

    @Mixin
    Options own;

    @Override
    public Integer call() throws Exception {
        // Nobody wants what it makes once the console that asked for it is gone.
        ProcessHandle.current()
                .parent()
                .ifPresent(console -> Thread.ofVirtual().start(() -> {
                    console.onExit().join();
                    Runtime.getRuntime().halt(1);
                }));
        return Main.open(own, true);
    }
}
