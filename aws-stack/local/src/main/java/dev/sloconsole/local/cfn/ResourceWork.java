package dev.sloconsole.local.cfn;

import dev.sloconsole.local.cfn.resource.Progress;
import dev.sloconsole.local.cfn.resource.ResourceRequest;
import dev.sloconsole.local.cfn.resource.ResourceType;
import dev.sloconsole.local.cfn.resource.ResourceUpdate;
import dev.sloconsole.local.wire.AwsError;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Creates, changes and replaces single resources of a stack, with the events that tell of it. */
final class ResourceWork {

    private static final Optional<String> INITIATED = Optional.of("Resource creation Initiated");
    private static final Optional<String> REPLACING =
            Optional.of("Requested update requires the creation of a new physical resource; hence creating one.");

    private final Stack stack;
    private final Works works;
    private final BooleanSupplier over;
    private final Consumer<StackResource> complete;
    private final Consumer<StackResource> failed;

    /**
     * Prepares the work.
     *
     * @param over whether the stack has gone on to something else, which needs no more events
     * @param complete told of each resource that is complete, after its event
     * @param failed told of each that has failed, after its event
     */
    ResourceWork(
            Stack stack,
            Works works,
            BooleanSupplier over,
            Consumer<StackResource> complete,
            Consumer<StackResource> failed) {
        this.stack = stack;
        this.works = works;
        this.over = over;
        this.complete = complete;
        this.failed = failed;
    }

    void create(StackResource resource, Blueprint.Draft draft) {
        resource.becomes(draft.body());
        make(resource, draft, "CREATE", Optional.empty());
    }

    void replace(StackResource resource, Blueprint.Draft draft) {
        resource.becomes(draft.body());
        make(resource, draft, "UPDATE", REPLACING);
    }

    /** Changes it in its place. */
    void update(StackResource resource, Blueprint.Draft draft) {
        var before = resource.current();
        draft.body().continues(before);
        resource.becomes(draft.body());
        stack.changed(resource, "UPDATE_IN_PROGRESS", Optional.empty());
        start(
                draft.body(),
                works.update(resource.type(), listener(resource, draft.body(), "UPDATE")),
                () -> draft.problem()
                        .<Progress>map(Progress.Failed::new)
                        .orElseGet(() -> change(resource, before, draft.body())));
    }

    /** Changes it back in its place to what it is said to be. */
    void changeBack(StackResource resource, PhysicalResource from) {
        var body = resource.current();
        stack.changed(resource, "UPDATE_IN_PROGRESS", Optional.empty());
        start(
                body,
                works.update(resource.type(), listener(resource, body, "UPDATE")),
                () -> change(resource, from, body));
    }

    private void make(StackResource resource, Blueprint.Draft draft, String verb, Optional<String> why) {
        stack.changed(resource, verb + "_IN_PROGRESS", why);
        start(
                draft.body(),
                works.creation(resource.type(), listener(resource, draft.body(), verb)),
                () -> draft.problem()
                        .<Progress>map(Progress.Failed::new)
                        .orElseGet(() ->
                                handled(resource, draft.body(), type(resource).creator()::create)));
    }

    private static void start(PhysicalResource body, Attempt attempt, Supplier<Progress> first) {
        body.trying(attempt);
        attempt.start(first);
    }

    private Progress change(StackResource resource, PhysicalResource from, PhysicalResource to) {
        return handled(
                resource,
                to,
                wanted -> type(resource)
                        .updater()
                        .update(new ResourceUpdate(
                                wanted,
                                to.id(),
                                to.attributes(),
                                works.references().resolved(from.properties()),
                                from.stackTags())));
    }

    /** Hands the properties over, dynamic references resolved. */
    private Progress handled(
            StackResource resource, PhysicalResource body, Function<ResourceRequest, Progress> handler) {
        ResourceRequest request;
        try {
            request = new ResourceRequest(
                    stack.name(),
                    stack.id(),
                    resource.logicalId(),
                    works.references().resolved(body.properties()),
                    body.stackTags());
        } catch (AwsError e) {
            return new Progress.Failed(e.text());
        }
        return handler.apply(request);
    }

    private ResourceType type(StackResource resource) {
        return works.types().known(resource.type());
    }

    private Attempt.Listener listener(StackResource resource, PhysicalResource body, String verb) {
        return new Attempt.Listener() {
            @Override
            public void known(String physicalId) {
                if (body.id().isEmpty()) {
                    body.identified(physicalId);
                    if (!over.getAsBoolean()) {
                        stack.changed(resource, verb + "_IN_PROGRESS", INITIATED);
                    }
                }
            }

            @Override
            public void done(Progress.Done result) {
                body.done(result);
                stack.changed(resource, verb + "_COMPLETE", Optional.empty());
                complete.accept(resource);
            }

            @Override
            public void failed(String reason) {
                stack.changed(resource, verb + "_FAILED", Optional.of(stack.masked(reason)));
                failed.accept(resource);
            }
        };
    }
}
