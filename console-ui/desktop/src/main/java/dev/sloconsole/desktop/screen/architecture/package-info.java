/**
 * The stack as a drawing that lights up. Read {@link dev.sloconsole.desktop.screen.architecture.Architecture} first.
 * Imports {@code look} and the session's records; the drawing belongs to the JavaFX thread.
 */
@NullMarked
package dev.sloconsole.desktop.screen.architecture;

import org.jspecify.annotations.NullMarked;
