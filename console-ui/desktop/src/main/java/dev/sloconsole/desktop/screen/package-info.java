/**
 * The window: a pure function of the session's state. Read {@link dev.sloconsole.desktop.screen.ConsoleWindow} first.
 * Imports every screen area below it and the session's records; no area imports this package. JavaFX thread only.
 */
@NullMarked
package dev.sloconsole.desktop.screen;

import org.jspecify.annotations.NullMarked;
