/**
 * How far the stack is. Read {@link dev.sloconsole.desktop.screen.stack.StackPhase} first. Imports {@code look} and the
 * session's records; the view belongs to the JavaFX thread.
 */
@NullMarked
package dev.sloconsole.desktop.screen.stack;

import org.jspecify.annotations.NullMarked;
