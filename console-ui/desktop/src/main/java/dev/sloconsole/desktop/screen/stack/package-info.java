/**
 * Paints how far the stack is: {@link dev.sloconsole.view.stack.StackProgress}. Imports {@code look}; belongs to the
 * JavaFX thread.
 */
@NullMarked
package dev.sloconsole.desktop.screen.stack;

import org.jspecify.annotations.NullMarked;
