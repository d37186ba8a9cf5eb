package dev.sloconsole.view.stack;

import dev.sloconsole.session.Stack;
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

    public static StackPhase of(Stack stack) {
        if (stack.absent()) {
            return NONE;
        }
        if (stack.beingDeleted()) {
            return FALLING;
        }
        return stack.stands() ? UP : stack.settled() ? FAILED : RISING;
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
