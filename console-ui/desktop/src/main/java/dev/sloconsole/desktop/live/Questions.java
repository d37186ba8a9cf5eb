package dev.sloconsole.desktop.live;

/**
 * Asks the instructor before something that costs money or cannot be undone. Called on the commands thread, which waits
 * for the answer.
 */
public interface Questions {

    /** Whether to deploy, after a question that names account, price and end. */
    boolean deploy(String question);

    /** Whether to delete a stack that this session did not create, after a question that names it and its owner. */
    boolean delete(String question);
}
