/**
 * The session as lanes over time, and in replay the scrubber: {@link dev.sloconsole.view.timeline.TimelineModel}
 * painted. Imports {@code look} and {@code playback}; belongs to the JavaFX thread.
 */
@NullMarked
package dev.sloconsole.desktop.screen.timeline;

import org.jspecify.annotations.NullMarked;
