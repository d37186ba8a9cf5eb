/**
 * Buttons that ask twice: {@link dev.sloconsole.desktop.screen.control.Arming} is the rule,
 * {@link dev.sloconsole.desktop.screen.control.ArmedButton} its button,
 * {@link dev.sloconsole.desktop.screen.control.ConfirmPane} a question over the window. Imports {@code look}.
 */
@NullMarked
package dev.sloconsole.desktop.screen.control;

import org.jspecify.annotations.NullMarked;
