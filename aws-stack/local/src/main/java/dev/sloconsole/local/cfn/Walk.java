package dev.sloconsole.local.cfn;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A way through a stack's resources: each begins as soon as all it waits for is complete, so what can be done at the
 * same time is.
 */
final class Walk {

    private final Map<String, Set<String>> dependencies;
    private final Consumer<String> begin;
    private final Runnable arrived;
    private final Set<String> begun = new HashSet<>();
    private final Set<String> complete = new HashSet<>();
    private boolean over;

    /**
     * Plans it.
     *
     * @param dependencies for each resource those it waits for
     * @param begin begins a resource; it reports back by {@link #completed}, which may be at once
     * @param arrived called when all are complete
     */
    Walk(Map<String, Set<String>> dependencies, Consumer<String> begin, Runnable arrived) {
        this.dependencies = dependencies;
        this.begin = begin;
        this.arrived = arrived;
    }

    /** Begins what is ready. */
    void go() {
        for (var entry : dependencies.entrySet()) {
            if (!over && complete.containsAll(entry.getValue()) && begun.add(entry.getKey())) {
                begin.accept(entry.getKey());
            }
        }
        if (!over && complete.containsAll(dependencies.keySet())) {
            over = true;
            arrived.run();
        }
    }

    void completed(String logicalId) {
        complete.add(logicalId);
        go();
    }

    /** Nothing new begins. */
    void stop() {
        over = true;
    }

    /** Whether it has arrived or was stopped. */
    boolean isOver() {
        return over;
    }
}
