package dev.sloconsole.local.ecs;

import dev.sloconsole.local.ground.CloudThread;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;

/**
 * Lets a few containers start at a time, in the order in which they came: a program needs the computer most while it
 * starts, and a hundred that do so at once would bring it down. Touched by the local-cloud thread only.
 */
final class LaunchQueue {

    static final int AT_A_TIME = 4;

    /** How long a program counts as starting once its process is there. */
    private static final Duration FIRST_MOMENT = Duration.ofMillis(250);

    private final CloudThread thread;
    private final Deque<BooleanSupplier> waiting = new ArrayDeque<>();
    private int starting;

    LaunchQueue(CloudThread thread) {
        this.thread = thread;
    }

    /**
     * Runs a launch as soon as there is a place for it, perhaps at once.
     *
     * @param launch says whether it began something, whose process is then reported by {@link #launched}
     */
    void add(BooleanSupplier launch) {
        waiting.add(launch);
        next();
    }

    /** The process of a launch is there, or could not be had. */
    void launched() {
        thread.later(FIRST_MOMENT, () -> {
            starting--;
            next();
        });
    }

    private void next() {
        while (starting < AT_A_TIME && !waiting.isEmpty()) {
            if (waiting.remove().getAsBoolean()) {
                starting++;
            }
        }
    }
}
