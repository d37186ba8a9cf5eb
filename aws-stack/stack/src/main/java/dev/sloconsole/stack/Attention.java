package dev.sloconsole.stack;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How closely a watcher looks. Awake, it reads everything at every look; when nothing has changed for a while, only at
 * every fifth, and in between a glance at ECS, where every change of the lesson shows first. So a class at rest costs
 * its account less than half of the calls. Looks are counted by the watcher's thread; anybody may wake it.
 */
final class Attention {

    private static final int LOOKS_AWAKE = 10;
    private static final int WHOLE_AT_REST = 5;

    private final AtomicInteger awake = new AtomicInteger(LOOKS_AWAKE);
    private int looks;

    /** Something has changed, or is about to. */
    void wake() {
        awake.set(LOOKS_AWAKE);
    }

    boolean awake() {
        return awake.get() > 0;
    }

    /** Begins a look; whether it is to read everything. */
    boolean whole() {
        looks++;
        return awake.getAndUpdate(left -> Math.max(0, left - 1)) > 0 || looks % WHOLE_AT_REST == 0;
    }
}
