/**
 * Controls of the desk: {@link dev.sloconsole.desktop.screen.control.Holding} is the rule of
 * {@link dev.sloconsole.desktop.screen.control.HoldButton}, {@link dev.sloconsole.desktop.screen.control.ConfirmPane} a
 * question over the window, {@link dev.sloconsole.desktop.screen.control.Fitting} a column that fits,
 * {@link dev.sloconsole.desktop.screen.control.WhyNot} tells why a control is disabled. Imports {@code look}.
 */
@NullMarked
package dev.sloconsole.desktop.screen.control;

import org.jspecify.annotations.NullMarked;
