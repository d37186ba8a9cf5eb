/**
 * What the screen asks of a recording that is played. Read {@link dev.sloconsole.desktop.screen.playback.Playback}.
 * Imports nothing of ours; called on the JavaFX thread only.
 */
@NullMarked
package dev.sloconsole.desktop.screen.playback;

import org.jspecify.annotations.NullMarked;
