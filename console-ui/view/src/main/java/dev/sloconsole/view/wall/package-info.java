/**
 * The wall: what the class sees, in words and numbers. Read {@link dev.sloconsole.view.wall.Wall} first, then
 * {@link dev.sloconsole.view.wall.Caption}. Imports the session's records and the views of the other areas; no JavaFX. Pure, so on
 * any thread.
 */
@NullMarked
package dev.sloconsole.view.wall;

import org.jspecify.annotations.NullMarked;
