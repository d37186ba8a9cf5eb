/**
 * Facts as lines for a person to read, and a search in them. Read {@link dev.sloconsole.view.playback.FactWords} first.
 * Imports the view root and the session's facts and replay. Pure, so on any thread.
 */
@NullMarked
package dev.sloconsole.view.playback;

import org.jspecify.annotations.NullMarked;
