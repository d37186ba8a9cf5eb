/**
 * What is shown, in words and numbers: plain records made from a state, and {@link dev.sloconsole.view.Written}, the one
 * pen that turns a number into text. Read {@code Written} first. Imports the session only: no JavaFX, no HTML. Pure, so
 * on any thread.
 */
@NullMarked
package dev.sloconsole.view;

import org.jspecify.annotations.NullMarked;
