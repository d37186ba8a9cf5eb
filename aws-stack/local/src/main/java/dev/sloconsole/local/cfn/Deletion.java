package dev.sloconsole.local.cfn;

import dev.sloconsole.local.cfn.resource.Progress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The deletion of a stack's resources, each as soon as nothing is left that needs it: at the end of a stack, and to
 * roll a failed creation back. A resource that cannot be deleted keeps what it needs, and the stack says so.
 */
final class Deletion {

    private final Stack stack;
    private final Works works;
    private final Set<String> kept;
    private String verb;
    private final Map<String, StackResource> remaining = new LinkedHashMap<>();
    private final Set<String> underWay = new HashSet<>();
    private final List<String> failed = new ArrayList<>();

    /**
     * @param kept resources to leave alone
     * @param verb {@code DELETE} or {@code ROLLBACK}, the start of the stack's last status
     */
    Deletion(Stack stack, Works works, Set<String> kept, String verb) {
        this.stack = stack;
        this.works = works;
        this.kept = kept;
        this.verb = verb;
    }

    void start() {
        for (var resource : stack.resources().values()) {
            if (!resource.status().isEmpty() && !isGone(resource)) {
                remaining.put(resource.logicalId(), resource);
            }
        }
        works.thread().execute(this::beginReady);
    }

    /** Somebody deletes the stack while it is being rolled back: the same work, with another end. */
    void becomeDelete() {
        verb = "DELETE";
        stack.changed("DELETE_IN_PROGRESS", Optional.of("User Initiated"));
    }

    private void beginReady() {
        for (var resource : List.copyOf(remaining.values())) {
            var id = resource.logicalId();
            if (remaining.containsKey(id) && !underWay.contains(id) && !failed.contains(id) && !isNeeded(id)) {
                begin(resource);
            }
        }
        if (underWay.isEmpty()) {
            finish();
        }
    }

    private boolean isNeeded(String logicalId) {
        return remaining.keySet().stream()
                .anyMatch(other -> stack.dependencies().getOrDefault(other, Set.of()).contains(logicalId));
    }

    private void begin(StackResource resource) {
        underWay.add(resource.logicalId());
        if (kept.contains(resource.logicalId()) || resource.retained()) {
            end(resource, "DELETE_SKIPPED");
        } else if (resource.attempt().map(attempt -> !attempt.ended()).orElse(false)) {
            var _ = works.thread().schedule(works.times().look(), () -> begin(resource));
        } else if (resource.physicalId().isEmpty()) {
            end(resource, "DELETE_COMPLETE");
        } else {
            delete(resource);
        }
    }

    private void delete(StackResource resource) {
        stack.changed(resource, "DELETE_IN_PROGRESS", Optional.empty());
        var attempt = works.deletion(resource.type(), new Attempt.Listener() {
            @Override
            public void known(String physicalId) {
                // A deletion brings no new id.
            }

            @Override
            public void done(Progress.Done result) {
                end(resource, "DELETE_COMPLETE");
            }

            @Override
            public void failed(String reason) {
                stack.changed(resource, "DELETE_FAILED", Optional.of(reason));
                failed.add(resource.logicalId());
                underWay.remove(resource.logicalId());
                works.thread().execute(Deletion.this::beginReady);
            }
        });
        resource.trying(attempt);
        attempt.start(() -> works.types().known(resource.type()).deleter()
                .delete(resource.physicalId(), resource.properties()));
    }

    private void end(StackResource resource, String status) {
        stack.changed(resource, status, Optional.empty());
        remaining.remove(resource.logicalId());
        underWay.remove(resource.logicalId());
        works.thread().execute(this::beginReady);
    }

    private void finish() {
        if (stack.status().endsWith("_IN_PROGRESS")) {
            stack.changed(verb + (failed.isEmpty() ? "_COMPLETE" : "_FAILED"), failed.isEmpty()
                    ? Optional.empty()
                    : Optional.of("The following resource(s) failed to delete: " + failed + ". "));
        }
    }

    private static boolean isGone(StackResource resource) {
        return resource.status().equals("DELETE_COMPLETE") || resource.status().equals("DELETE_SKIPPED");
    }
}
