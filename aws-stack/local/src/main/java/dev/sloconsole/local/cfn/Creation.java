package dev.sloconsole.local.cfn;

import dev.sloconsole.local.wire.AwsError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;

/**
 * The creation of a stack. The first failure cancels the rest, and then the stack is rolled back, deleted or left as it
 * is.
 */
final class Creation {

    private final Stack stack;
    private final Works works;
    private final Walk walk;
    private final List<String> failed = new ArrayList<>();
    private Optional<Future<?>> alarm = Optional.empty();

    Creation(Stack stack, Works works) {
        this.stack = stack;
        this.works = works;
        this.walk = new Walk(stack.blueprint().dependencies(), this::begin, this::finish);
    }

    void start() {
        stack.changed("CREATE_IN_PROGRESS", Optional.of("User Initiated"));
        alarm = stack.order().timeout().map(timeout -> works.thread().schedule(timeout, this::timedOut));
        stack.missingExport().ifPresentOrElse(this::cannotImport, walk::go);
    }

    private void cannotImport(String name) {
        end();
        afterFailure("No export named " + name + " found. ");
    }

    /** Somebody deletes the stack while it is being created: nothing new begins, what is under way is cancelled. */
    void abandon() {
        if (!walk.isOver()) {
            end();
        }
    }

    private void begin(String logicalId) {
        var work = new ResourceWork(
                stack, works, walk::isOver, resource -> walk.completed(resource.logicalId()), this::failed);
        work.create(stack.resource(logicalId), stack.blueprint().draft(logicalId, works.types()));
    }

    private void finish() {
        alarm.ifPresent(future -> future.cancel(false));
        try {
            stack.evaluateOutputs();
            stack.changed("CREATE_COMPLETE", Optional.empty());
        } catch (AwsError e) {
            afterFailure(e.text() + " ");
        }
    }

    private void timedOut() {
        if (!walk.isOver()) {
            end();
            afterFailure("Stack creation time exceeded the specified timeout. ");
        }
    }

    private void failed(StackResource resource) {
        failed.add(resource.logicalId());
        if (!walk.isOver()) {
            end();
            afterFailure("The following resource(s) failed to create: " + failed + ". ");
        }
    }

    private void end() {
        walk.stop();
        alarm.ifPresent(future -> future.cancel(false));
        for (var resource : stack.resources().values()) {
            if (resource.status().equals("CREATE_IN_PROGRESS")) {
                resource.current().attempt().ifPresent(Attempt::cancel);
                stack.changed(resource, "CREATE_FAILED", Optional.of("Resource creation cancelled"));
                failed.add(resource.logicalId());
            }
        }
    }

    private void afterFailure(String what) {
        switch (stack.order().onFailure()) {
            case ROLLBACK -> {
                stack.changed("ROLLBACK_IN_PROGRESS", Optional.of(what + "Rollback requested by user."));
                stack.deleteResources(works, Set.of(), "ROLLBACK");
            }
            case DELETE -> {
                stack.changed("DELETE_IN_PROGRESS", Optional.of(what + "Delete requested by user."));
                stack.deleteResources(works, Set.of(), "DELETE");
            }
            case DO_NOTHING -> stack.changed("CREATE_FAILED", Optional.of(what.strip()));
        }
    }
}
