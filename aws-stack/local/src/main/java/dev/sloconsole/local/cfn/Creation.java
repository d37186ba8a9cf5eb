package dev.sloconsole.local.cfn;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.cfn.resource.Progress;
import dev.sloconsole.local.cfn.resource.ResourceRequest;
import dev.sloconsole.local.wire.AwsError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;

/**
 * The creation of a stack: every resource begins as soon as all it waits for is complete, so what can be done at the
 * same time is. The first failure cancels the rest, and then the stack is rolled back, deleted or left as it is.
 */
final class Creation {

    private final Stack stack;
    private final Works works;
    private final Set<String> complete = new HashSet<>();
    private final List<String> failed = new ArrayList<>();
    private Optional<Future<?>> alarm = Optional.empty();
    private boolean over;

    Creation(Stack stack, Works works) {
        this.stack = stack;
        this.works = works;
    }

    void start() {
        stack.changed("CREATE_IN_PROGRESS", Optional.of("User Initiated"));
        alarm = stack.order().timeout().map(timeout -> works.thread().schedule(timeout, this::timedOut));
        beginReady();
    }

    /** Somebody deletes the stack while it is being created: nothing new begins, what is under way is cancelled. */
    void abandon() {
        if (!over) {
            end();
            cancelOthers();
        }
    }

    private void beginReady() {
        for (var entry : stack.dependencies().entrySet()) {
            var resource = stack.resource(entry.getKey());
            if (!over && resource.status().isEmpty() && complete.containsAll(entry.getValue())) {
                begin(resource);
            }
        }
        if (!over && complete.containsAll(stack.dependencies().keySet())) {
            finish();
        }
    }

    private void begin(StackResource resource) {
        var problem = evaluate(resource);
        stack.changed(resource, "CREATE_IN_PROGRESS", Optional.empty());
        var attempt = works.creation(resource.type(), new Attempt.Listener() {
            @Override
            public void known(String physicalId) {
                resource.identified(physicalId);
                if (!over) {
                    stack.changed(resource, "CREATE_IN_PROGRESS", Optional.of("Resource creation Initiated"));
                }
            }

            @Override
            public void done(Progress.Done result) {
                resource.created(result);
                stack.changed(resource, "CREATE_COMPLETE", Optional.empty());
                complete.add(resource.logicalId());
                beginReady();
            }

            @Override
            public void failed(String reason) {
                stack.changed(resource, "CREATE_FAILED", Optional.of(reason));
                failed.add(resource.logicalId());
                fail("The following resource(s) failed to create: ");
            }
        });
        resource.trying(attempt);
        attempt.start(() -> problem.<Progress>map(Progress.Failed::new).orElseGet(() -> create(resource)));
    }

    /** Gives the resource its properties, before its first event shows them; what is wrong with them, if anything. */
    private Optional<String> evaluate(StackResource resource) {
        var declared = stack.template().resource(resource.logicalId()).properties();
        try {
            if (!(stack.evaluation().value(declared) instanceof ObjectNode properties)) {
                return Optional.of("Properties must be an object.");
            }
            resource.evaluated(properties, stack.evaluation().masked().value(declared).toString());
            return works.types().known(resource.type()).problem(resource.logicalId(), properties);
        } catch (AwsError e) {
            return Optional.of(e.text());
        }
    }

    private Progress create(StackResource resource) {
        return works.types().known(resource.type()).creator().create(new ResourceRequest(
                stack.name(), resource.logicalId(), resource.properties(), stack.order().tags()));
    }

    private void finish() {
        end();
        try {
            stack.evaluateOutputs();
            stack.changed("CREATE_COMPLETE", Optional.empty());
        } catch (AwsError e) {
            afterFailure(e.text() + " ");
        }
    }

    private void timedOut() {
        if (!over) {
            end();
            cancelOthers();
            afterFailure("Stack creation time exceeded the specified timeout. ");
        }
    }

    private void fail(String text) {
        if (!over) {
            end();
            cancelOthers();
            afterFailure(text + failed + ". ");
        }
    }

    private void end() {
        over = true;
        alarm.ifPresent(future -> future.cancel(false));
    }

    private void cancelOthers() {
        for (var resource : stack.resources().values()) {
            if (resource.status().equals("CREATE_IN_PROGRESS")) {
                resource.attempt().ifPresent(Attempt::cancel);
                stack.changed(resource, "CREATE_FAILED", Optional.of("Resource creation cancelled"));
                failed.add(resource.logicalId());
            }
        }
    }

    private void afterFailure(String what) {
        switch (stack.order().onFailure()) {
            case ROLLBACK -> {
                stack.changed("ROLLBACK_IN_PROGRESS", Optional.of(what + "Rollback requested by user."));
                stack.delete(works, Set.of(), "ROLLBACK");
            }
            case DELETE -> {
                stack.changed("DELETE_IN_PROGRESS", Optional.of(what + "Delete requested by user."));
                stack.delete(works, Set.of(), "DELETE");
            }
            case DO_NOTHING -> stack.changed("CREATE_FAILED", Optional.of(what.strip()));
        }
    }
}
