package dev.sloconsole.local.cfn;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An update, or the creation of a stack, that was worked out and waits to be executed. */
final class ChangeSet {

    static final String EMPTY = "The submitted information didn't contain changes. Submit different information to"
            + " create a change set.";

    /** As DescribeChangeSet has it. */
    enum Status {
        CREATE_PENDING,
        CREATE_COMPLETE,
        FAILED
    }

    /** As DescribeChangeSet has it. */
    enum Execution {
        UNAVAILABLE,
        AVAILABLE,
        EXECUTE_COMPLETE,
        OBSOLETE
    }

    private final String id;
    private final String name;
    private final Stack stack;
    private final Blueprint wanted;
    private final Optional<String> description;
    private final boolean creates;
    private final Instant created;
    private Status status = Status.CREATE_PENDING;
    private Optional<String> reason = Optional.empty();
    private Execution execution = Execution.UNAVAILABLE;
    private List<ResourceChange> changes = List.of();

    ChangeSet(
            String id,
            String name,
            Stack stack,
            Blueprint wanted,
            Optional<String> description,
            boolean creates,
            Instant created) {
        this.id = id;
        this.name = name;
        this.stack = stack;
        this.wanted = wanted;
        this.description = description;
        this.creates = creates;
        this.created = created;
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    Stack stack() {
        return stack;
    }

    Blueprint wanted() {
        return wanted;
    }

    Optional<String> description() {
        return description;
    }

    /** Whether it creates the stack rather than updating it. */
    boolean creates() {
        return creates;
    }

    Instant created() {
        return created;
    }

    Status status() {
        return status;
    }

    Optional<String> reason() {
        return reason;
    }

    Execution execution() {
        return execution;
    }

    List<ResourceChange> changes() {
        return changes;
    }

    /** It is worked out; without any change it has failed. */
    void complete(Comparison comparison) {
        if (comparison.isEmpty()) {
            status = Status.FAILED;
            reason = Optional.of(EMPTY);
        } else {
            status = Status.CREATE_COMPLETE;
            execution = Execution.AVAILABLE;
            changes = comparison.changes();
        }
    }

    void executed() {
        execution = Execution.EXECUTE_COMPLETE;
    }

    /** The stack is no longer what it was compared with. */
    void outdated() {
        if (execution == Execution.AVAILABLE) {
            execution = Execution.OBSOLETE;
        }
    }
}
