/**
 * The stack as a drawing that lights up: {@link dev.sloconsole.view.architecture.Architecture}. Imports {@code look};
 * belongs to the JavaFX thread.
 */
@NullMarked
package dev.sloconsole.desktop.screen.architecture;

import org.jspecify.annotations.NullMarked;
