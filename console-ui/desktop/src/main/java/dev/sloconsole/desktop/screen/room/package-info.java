/**
 * The room that the wall hangs in, as the instructor tells it: {@link dev.sloconsole.desktop.screen.room.RoomPane}. Imports
 * {@code look} and the view's {@code Room}; belongs to the JavaFX thread.
 */
@NullMarked
package dev.sloconsole.desktop.screen.room;

import org.jspecify.annotations.NullMarked;
