package dev.sloconsole.local.process;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which process descends from which, as one look at all processes of this machine shows it.
 * {@link ProcessHandle#descendants} would look again for each of ours, which takes a time that grows with the square
 * of their number, on a machine that may be short of everything.
 */
final class Families {

    private final Map<Long, List<ProcessHandle>> byParent = new HashMap<>();

    private Families() {}

    static Families now() {
        var families = new Families();
        ProcessHandle.allProcesses()
                .forEach(process -> process.parent()
                        .ifPresent(parent -> families.byParent
                                .computeIfAbsent(parent.pid(), pid -> new ArrayList<>())
                                .add(process)));
        return families;
    }

    /** Some processes and all that descend from them, each once, parents first. */
    Collection<ProcessHandle> of(Collection<ProcessHandle> heads) {
        var found = new LinkedHashMap<Long, ProcessHandle>();
        var next = new ArrayDeque<>(heads);
        while (!next.isEmpty()) {
            var process = next.remove();
            if (found.putIfAbsent(process.pid(), process) == null) {
                next.addAll(byParent.getOrDefault(process.pid(), List.of()));
            }
        }
        return found.values();
    }
}
