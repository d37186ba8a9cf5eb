/**
 * A recording that is played, and what is looked up in it. Read
 * {@link dev.sloconsole.desktop.screen.playback.Playback} first, then
 * {@link dev.sloconsole.desktop.screen.playback.Search}, which needs no JavaFX either. Imports {@code look} and the
 * session's replay; called on the JavaFX thread only.
 */
@NullMarked
package dev.sloconsole.desktop.screen.playback;

import org.jspecify.annotations.NullMarked;
