package dev.sloconsole.local.cfn;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.cfn.Deletion.Doomed;
import dev.sloconsole.local.cfn.resource.ResourceSchema.Recreation;
import dev.sloconsole.local.cfn.resource.ResourceType;
import dev.sloconsole.local.wire.AwsError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The update of a stack: what is new is created, what differs is changed in its place or replaced, and last, what
 * nothing needs any more is deleted. The first failure cancels the rest; then all is taken back, or left as it is.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks.html">
 *     Updating stacks</a>
 */
final class Update {

    /** So often CloudFormation tries to delete what an update left behind, and then forgets it. */
    static final int CLEAN_UP_TRIES = 3;

    private final Stack stack;
    private final Works works;
    private final Blueprint sound;
    private final Blueprint wanted;
    private final boolean keepFailed;
    private final Walk walk;
    private final List<String> notCreated = new ArrayList<>();
    private final List<String> notUpdated = new ArrayList<>();
    private boolean settled;

    /**
     * Plans it.
     *
     * @param sound what to go back to
     * @param keepFailed whether a failure leaves the stack as it is
     */
    Update(Stack stack, Works works, Blueprint sound, Blueprint wanted, boolean keepFailed) {
        this.stack = stack;
        this.works = works;
        this.sound = sound;
        this.wanted = wanted;
        this.keepFailed = keepFailed;
        this.walk = new Walk(wanted.dependencies(), this::begin, this::finish);
    }

    void start() {
        stack.changed("UPDATE_IN_PROGRESS", Optional.of("User Initiated"));
        stack.follow(wanted);
        stack.resources().values().stream()
                .filter(resource -> !resource.current().exists())
                .forEach(StackResource::goesBack);
        stack.missingExport()
                .ifPresentOrElse(
                        name -> {
                            walk.stop();
                            fail("No export named " + name + " found. ");
                        },
                        walk::go);
    }

    /** What the stack was before, and would be again. */
    Blueprint sound() {
        return sound;
    }

    /** Whether it has failed and was not taken back yet. */
    boolean isUnsettled() {
        return !settled;
    }

    /** A client has changed its mind. */
    void cancel() {
        if (!stack.status().equals("UPDATE_IN_PROGRESS")) {
            throw new AwsError("ValidationError", "CancelUpdateStack cannot be called from current stack status");
        }
        stop();
        takeBack(Optional.of("User Initiated"), Set.of());
    }

    /** Takes it back, once more or for the first time. */
    void takeBack(Optional<String> why, Set<String> skipped) {
        var rollback = new UpdateRollback(stack, works, sound, wanted, skipped, () -> settled = true);
        rollback.start(why);
    }

    private void begin(String logicalId) {
        var resource = stack.resource(logicalId);
        var work = new ResourceWork(stack, works, walk::isOver, done -> walk.completed(done.logicalId()), this::failed);
        var draft = wanted.draft(logicalId, works.types());
        if (!resource.current().exists() || resource.isGone()) {
            work.create(resource, draft);
            return;
        }
        var type = works.types().known(resource.type());
        var changed = changed(resource.current().properties(), draft.body().properties());
        boolean tags = type.schema().isTagged()
                && !resource.current().stackTags().equals(draft.body().stackTags());
        boolean failedBefore = resource.status().endsWith("_FAILED");
        boolean replaced = draft.problem().isEmpty()
                && changed.stream().anyMatch(name -> type.schema().recreation(name) != Recreation.NEVER);
        if (replaced) {
            work.replace(resource, nameTaken(type, resource, draft));
        } else if (!changed.isEmpty() || tags || failedBefore || draft.problem().isPresent()) {
            work.update(resource, draft);
        } else {
            walk.completed(logicalId);
        }
    }

    /** The names of the properties whose values differ. */
    static Set<String> changed(ObjectNode before, ObjectNode after) {
        var changed = new TreeSet<String>();
        before.fieldNames().forEachRemaining(changed::add);
        after.fieldNames().forEachRemaining(changed::add);
        changed.removeIf(name -> before.path(name).equals(after.path(name)));
        return changed;
    }

    private static Blueprint.Draft nameTaken(ResourceType type, StackResource resource, Blueprint.Draft draft) {
        var name = type.customName(draft.body().properties());
        if (name.isEmpty() || !name.equals(type.customName(resource.current().properties()))) {
            return draft;
        }
        return new Blueprint.Draft(
                draft.body(),
                Optional.of("CloudFormation cannot update a stack when a custom-named"
                        + " resource requires replacing. Rename " + name.get() + " and update the stack again."));
    }

    private void failed(StackResource resource) {
        note(resource);
        if (!walk.isOver()) {
            stop();
            fail(reason());
        }
    }

    private void note(StackResource resource) {
        (resource.status().startsWith("CREATE") ? notCreated : notUpdated).add(resource.logicalId());
    }

    private String reason() {
        return (notCreated.isEmpty() ? "" : "The following resource(s) failed to create: " + notCreated + ". ")
                + (notUpdated.isEmpty() ? "" : "The following resource(s) failed to update: " + notUpdated + ". ");
    }

    private void stop() {
        walk.stop();
        for (var resource : stack.resources().values()) {
            boolean created = resource.status().equals("CREATE_IN_PROGRESS");
            if (created || resource.status().equals("UPDATE_IN_PROGRESS")) {
                resource.current().attempt().ifPresent(Attempt::cancel);
                stack.changed(
                        resource,
                        created ? "CREATE_FAILED" : "UPDATE_FAILED",
                        Optional.of(created ? "Resource creation cancelled" : "Resource update cancelled"));
                note(resource);
            }
        }
    }

    private void fail(String why) {
        if (keepFailed) {
            stack.changed("UPDATE_FAILED", Optional.of(why));
        } else {
            takeBack(Optional.of(why), Set.of());
        }
    }

    private void finish() {
        try {
            stack.evaluateOutputs();
        } catch (AwsError e) {
            fail(e.text());
            return;
        }
        settled = true;
        stack.changed("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", Optional.empty());
        var doomed = new ArrayList<Doomed>();
        for (var resource : stack.resources().values()) {
            resource.settle().forEach(body -> doomed.add(new Doomed(resource, body, resource.retainedWhenReplaced())));
            if (!wanted.dependencies().containsKey(resource.logicalId())) {
                doomed.add(new Doomed(resource, resource.current(), resource.retained()));
            }
        }
        new Deletion(stack, works, doomed, sound.dependencies(), CLEAN_UP_TRIES, left -> {
                    stack.resources().keySet().retainAll(wanted.dependencies().keySet());
                    stack.changed(
                            "UPDATE_COMPLETE",
                            left.isEmpty()
                                    ? Optional.empty()
                                    : Optional.of("Update successful. One or more resources could not be deleted."));
                })
                .start();
    }
}
