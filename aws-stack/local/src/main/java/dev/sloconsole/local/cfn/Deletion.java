package dev.sloconsole.local.cfn;

import dev.sloconsole.local.cfn.resource.Progress;
import dev.sloconsole.local.ground.Timings.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The deletion of resources, each as soon as nothing is left that needs it: at the end of a stack, to roll a failed
 * creation back, and to clean up after an update. A resource that cannot be deleted keeps what it needs.
 */
final class Deletion {

    /** Something to be deleted, or left alone for good. */
    record Doomed(StackResource resource, PhysicalResource body, boolean kept) {}

    private final Stack stack;
    private final Works works;
    private final Map<String, Set<String>> dependencies;
    private final int tries;
    private final Consumer<List<String>> end;
    private final List<Doomed> remaining;
    private final List<Doomed> underWay = new ArrayList<>();
    private final Map<Doomed, Integer> failures = new HashMap<>();
    private boolean over;

    /**
     * Plans it.
     *
     * @param dependencies for each resource those it needs
     * @param tries how often a resource is tried before it counts as failed
     * @param end told the ids of the resources that could not be deleted, once, and never before {@link #start} ends
     */
    Deletion(
            Stack stack,
            Works works,
            List<Doomed> doomed,
            Map<String, Set<String>> dependencies,
            int tries,
            Consumer<List<String>> end) {
        this.stack = stack;
        this.works = works;
        this.remaining = new ArrayList<>(doomed);
        this.dependencies = dependencies;
        this.tries = tries;
        this.end = end;
    }

    void start() {
        works.thread().execute(this::beginReady);
    }

    private void beginReady() {
        for (var doomed : List.copyOf(remaining)) {
            if (isReady(doomed)) {
                begin(doomed);
            }
        }
        if (underWay.isEmpty() && remaining.stream().noneMatch(this::isReady) && !over) {
            over = true;
            end.accept(remaining.stream()
                    .filter(this::failed)
                    .map(one -> one.resource.logicalId())
                    .toList());
        }
    }

    private boolean isReady(Doomed doomed) {
        return remaining.contains(doomed) && !underWay.contains(doomed) && !failed(doomed) && !isNeeded(doomed);
    }

    private boolean failed(Doomed doomed) {
        return failures.getOrDefault(doomed, 0) >= tries;
    }

    private boolean isNeeded(Doomed doomed) {
        return remaining.stream()
                .anyMatch(other -> dependencies
                        .getOrDefault(other.resource.logicalId(), Set.of())
                        .contains(doomed.resource.logicalId()));
    }

    private void begin(Doomed doomed) {
        underWay.add(doomed);
        if (doomed.body.isUnderWay()) {
            works.thread().later(works.times().of(Step.LOOK), () -> again(doomed));
        } else if (doomed.kept) {
            end(doomed, "DELETE_SKIPPED");
        } else if (doomed.body.id().isEmpty()) {
            end(doomed, "DELETE_COMPLETE");
        } else {
            delete(doomed);
        }
    }

    private void again(Doomed doomed) {
        underWay.remove(doomed);
        begin(doomed);
    }

    private void delete(Doomed doomed) {
        stack.changed(doomed.resource, doomed.body, "DELETE_IN_PROGRESS", Optional.empty());
        var attempt = works.deletion(doomed.resource.type(), new Attempt.Listener() {
            @Override
            public void known(String physicalId) {
                // A deletion brings no new id.
            }

            @Override
            public void done(Progress.Done result) {
                end(doomed, "DELETE_COMPLETE");
            }

            @Override
            public void failed(String reason) {
                stack.changed(doomed.resource, doomed.body, "DELETE_FAILED", Optional.of(reason));
                failures.merge(doomed, 1, Integer::sum);
                underWay.remove(doomed);
                works.thread().execute(Deletion.this::beginReady);
            }
        });
        doomed.body.trying(attempt);
        attempt.start(() -> works.types()
                .known(doomed.resource.type())
                .deleter()
                .delete(doomed.body.id(), doomed.body.properties()));
    }

    private void end(Doomed doomed, String status) {
        stack.changed(doomed.resource, doomed.body, status, Optional.empty());
        remaining.remove(doomed);
        underWay.remove(doomed);
        works.thread().execute(this::beginReady);
    }
}
