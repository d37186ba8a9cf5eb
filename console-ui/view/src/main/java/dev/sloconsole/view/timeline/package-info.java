/**
 * The session as lanes over time. Read {@link dev.sloconsole.view.timeline.TimelineModel} first;
 * {@link dev.sloconsole.view.timeline.Zoom} is which part of it is in sight. Imports the view root
 * and the session's records. Pure, so on any thread.
 */
@NullMarked
package dev.sloconsole.view.timeline;

import org.jspecify.annotations.NullMarked;
