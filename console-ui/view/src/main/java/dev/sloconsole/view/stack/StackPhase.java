package dev.sloconsole.view.stack;

import dev.sloconsole.session.Stack;
import dev.sloconsole.view.Tone;

/** What CloudFormation's many statuses mean to a class. */
public enum StackPhase {
    /** CloudFormation was not read yet: there may be one. */
    UNKNOWN,
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
        if (stack.unread()) {
            return UNKNOWN;
        }
        if (stack.absent()) {
            return NONE;
        }
        if (stack.beingDeleted()) {
            return FALLING;
        }
        return stack.stands() ? UP : stack.settled() ? FAILED : RISING;
    }

    /** Whether there has been enough of it that what does not answer is a fault, and not simply not there yet. */
    public boolean answerable() {
        return switch (this) {
            case UNKNOWN, NONE, RISING, FAILED -> false;
            case FALLING, UP -> true;
        };
    }

    public boolean moving() {
        return this == RISING || this == FALLING;
    }

    public Tone tone() {
        return switch (this) {
            case UNKNOWN, NONE -> Tone.MUTED;
            case RISING, FALLING -> Tone.WARN;
            case UP -> Tone.GOOD;
            case FAILED -> Tone.BAD;
        };
    }
}
