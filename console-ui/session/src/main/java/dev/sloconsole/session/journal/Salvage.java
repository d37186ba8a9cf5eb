package dev.sloconsole.session.journal;

import dev.sloconsole.session.Fact;
import dev.sloconsole.session.SessionEvent;
import dev.sloconsole.session.SessionEvent.CheckpointMet;
import dev.sloconsole.session.SessionEvent.SessionStarted;
import dev.sloconsole.session.SessionEvent.StepEntered;
import dev.sloconsole.session.SessionState.Checkpoint;
import dev.sloconsole.session.SessionState.Step;
import dev.sloconsole.session.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A header made up from the facts, for a journal whose own cannot be read. The first fact repeats most of it; of the
 * lesson only the names of the steps and checkpoints that were reached are known.
 */
record Salvage(List<JournalEntry> entries) {

    /** Whether there is a fact to go by; anything else is no journal. */
    boolean possible() {
        return entries.stream().anyMatch(JournalEntry.Known.class::isInstance);
    }

    JournalHeader header() {
        var events = entries.stream()
                .filter(JournalEntry.Known.class::isInstance)
                .map(e -> ((JournalEntry.Known) e).fact())
                .map(Fact::event)
                .toList();
        var started = events.stream()
                .filter(SessionStarted.class::isInstance)
                .map(SessionStarted.class::cast)
                .findFirst()
                .orElseGet(() -> new SessionStarted(
                        "unknown", Source.LOCAL, "unknown", 0.99, Duration.ofMinutes(30), Instant.EPOCH, "unknown"));
        return new JournalHeader(
                started.lessonTitle(),
                steps(events),
                started.objective(),
                started.window(),
                started.source(),
                started.stackName(),
                started.startedAt(),
                started.programVersion());
    }

    private static List<Step> steps(List<SessionEvent> events) {
        Map<String, Set<String>> checkpoints = new LinkedHashMap<>();
        for (SessionEvent event : events) {
            if (event instanceof StepEntered(var step)) {
                checkpoints.computeIfAbsent(step, s -> new LinkedHashSet<>());
            } else if (event instanceof CheckpointMet(var step, var checkpoint)) {
                checkpoints.computeIfAbsent(step, s -> new LinkedHashSet<>()).add(checkpoint);
            }
        }
        if (checkpoints.isEmpty()) {
            checkpoints.put("unknown", Set.of());
        }
        var steps = new ArrayList<Step>();
        checkpoints.forEach((step, ids) -> steps.add(new Step(
                step,
                step,
                "",
                "",
                Optional.empty(),
                ids.stream().map(id -> new Checkpoint(id, id, Optional.empty())).toList(),
                Optional.empty())));
        return steps;
    }
}
