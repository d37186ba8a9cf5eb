package dev.sloconsole.stack;

/**
 * An answer that came with status 200 and lacks what every such answer has. The SDK reads it as an empty one, and an
 * empty list of tasks would be a wrong number on screen.
 */
final class IncompleteAnswerException extends RuntimeException {

    private IncompleteAnswerException(String message) {
        super(message);
    }

    /** Throws unless the part was there. */
    static void unless(boolean there, String operation, String part) {
        if (!there) {
            throw new IncompleteAnswerException("the answer to " + operation + " lacks " + part);
        }
    }
}
