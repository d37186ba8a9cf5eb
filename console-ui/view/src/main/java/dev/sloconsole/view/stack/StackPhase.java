package dev.sloconsole.view.stack;

import dev.sloconsole.session.SessionState;
import dev.sloconsole.view.Tone;

/** What CloudFormation's many statuses mean to a class. */
public enum StackPhase {
    /** There is no stack. */
    NONE,
    /** It is being created, updated or rolled back. */
    RISING,
    /** It is being deleted. */
    FALLING,
    /** It stands. */
    UP,
    /** An operation failed; what is left of it must be deleted before the next try. */
    FAILED;

    public static StackPhase of(SessionState.Stack stack) {
        var status = stack.status();
        return switch (status) {
            case "NONE", "DELETE_COMPLETE" -> NONE;
            case "DELETE_IN_PROGRESS" -> FALLING;
            case "CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE", "IMPORT_COMPLETE" -> UP;
            default -> status.endsWith("_IN_PROGRESS") ? RISING : FAILED;
        };
    }

    public boolean moving() {
        return this == RISING || this == FALLING;
    }

    public Tone tone() {
        return switch (this) {
            case NONE -> Tone.MUTED;
            case RISING, FALLING -> Tone.WARN;
            case UP -> Tone.GOOD;
            case FAILED -> Tone.BAD;
        };
    }
}
