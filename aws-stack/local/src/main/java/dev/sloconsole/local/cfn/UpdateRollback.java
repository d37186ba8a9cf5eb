package dev.sloconsole.local.cfn;

import dev.sloconsole.local.cfn.Deletion.Doomed;
import dev.sloconsole.local.ground.Timings.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The way back from an update that failed: what was changed is changed back, what was replaced is there still and takes
 * its place again, and last, what the update made is deleted.
 */
final class UpdateRollback {

    private final Stack stack;
    private final Works works;
    private final Blueprint sound;
    private final Blueprint failed;
    private final Set<String> skipped;
    private final Runnable settled;
    private final Walk walk;

    /**
     * Plans it.
     *
     * @param sound what the stack is to be again
     * @param failed what the update wanted it to be
     * @param skipped resources to leave as they are, and to believe them sound
     * @param settled told when the stack is what it was, before the clean-up
     */
    UpdateRollback(Stack stack, Works works, Blueprint sound, Blueprint failed, Set<String> skipped, Runnable settled) {
        this.stack = stack;
        this.works = works;
        this.sound = sound;
        this.failed = failed;
        this.skipped = skipped;
        this.settled = settled;
        this.walk = new Walk(sound.dependencies(), this::begin, this::finish);
    }

    void start(Optional<String> why) {
        stack.changed("UPDATE_ROLLBACK_IN_PROGRESS", why);
        stack.follow(sound);
        works.thread().execute(walk::go);
    }

    private void begin(String logicalId) {
        var resource = stack.resource(logicalId);
        var from = resource.current();
        var sane = resource.sound();
        if (sane.isEmpty()) {
            walk.completed(logicalId);
        } else if (from.isUnderWay()) {
            works.thread().later(works.times().of(Step.LOOK), () -> begin(logicalId));
        } else if (sane.get() == from && !resource.status().equals("UPDATE_FAILED")) {
            walk.completed(logicalId);
        } else {
            resource.goesBack();
            goBack(resource, from);
        }
    }

    private void goBack(StackResource resource, PhysicalResource from) {
        if (skipped.contains(resource.logicalId())) {
            stack.changed(resource, "UPDATE_COMPLETE", Optional.empty());
            walk.completed(resource.logicalId());
        } else if (!resource.current().id().equals(from.id())) {
            stack.changed(resource, "UPDATE_IN_PROGRESS", Optional.empty());
            stack.changed(resource, "UPDATE_COMPLETE", Optional.empty());
            walk.completed(resource.logicalId());
        } else {
            new ResourceWork(stack, works, walk::isOver, done -> walk.completed(done.logicalId()), this::failed)
                    .changeBack(resource, from);
        }
    }

    private void failed(StackResource resource) {
        if (!walk.isOver()) {
            walk.stop();
            var all = new ArrayList<>(List.of(resource.logicalId()));
            for (var other : stack.resources().values()) {
                if (other.status().equals("UPDATE_IN_PROGRESS")) {
                    other.current().attempt().ifPresent(Attempt::cancel);
                    stack.changed(other, "UPDATE_FAILED", Optional.of("Resource update cancelled"));
                    all.add(other.logicalId());
                }
            }
            stack.changed(
                    "UPDATE_ROLLBACK_FAILED", Optional.of("The following resource(s) failed to update: " + all + ". "));
        }
    }

    private void finish() {
        settled.run();
        stack.changed("UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS", Optional.empty());
        var doomed = new ArrayList<Doomed>();
        for (var resource : stack.resources().values()) {
            boolean added = !sound.dependencies().containsKey(resource.logicalId());
            if (added && !resource.status().isEmpty()) {
                resource.all().forEach(body -> doomed.add(new Doomed(resource, body, false)));
            } else {
                resource.settle().forEach(body -> doomed.add(new Doomed(resource, body, false)));
            }
        }
        new Deletion(stack, works, doomed, failed.dependencies(), Update.CLEAN_UP_TRIES, left -> {
                    stack.resources().keySet().retainAll(sound.dependencies().keySet());
                    stack.changed(
                            "UPDATE_ROLLBACK_COMPLETE",
                            left.isEmpty()
                                    ? Optional.empty()
                                    : Optional.of("One or more resources could not be deleted."));
                })
                .start();
    }
}
