/**
 * The session as lanes over time, and in replay the scrubber. Read
 * {@link dev.sloconsole.desktop.screen.timeline.TimelineModel} first. Imports {@code look}, {@code playback} and the
 * session's records; the pane belongs to the JavaFX thread.
 */
@NullMarked
package dev.sloconsole.desktop.screen.timeline;

import org.jspecify.annotations.NullMarked;
