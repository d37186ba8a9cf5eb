/**
 * How far the stack is. Read {@link dev.sloconsole.view.stack.StackPhase} first, then
 * {@link dev.sloconsole.view.stack.StackProgress} and {@link dev.sloconsole.view.stack.StackFailure}. Imports the view root and the session's records. Pure, so on any
 * thread.
 */
@NullMarked
package dev.sloconsole.view.stack;

import org.jspecify.annotations.NullMarked;
