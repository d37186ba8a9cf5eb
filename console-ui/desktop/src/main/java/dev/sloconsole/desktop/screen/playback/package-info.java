/**
 * What the screen asks of a recording that is played: {@link dev.sloconsole.desktop.screen.playback.Playback}. Imports
 * the session's replay; called on the JavaFX thread only.
 */
@NullMarked
package dev.sloconsole.desktop.screen.playback;

import org.jspecify.annotations.NullMarked;
