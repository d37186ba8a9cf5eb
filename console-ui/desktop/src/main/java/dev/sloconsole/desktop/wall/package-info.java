/**
 * The wall: what the class sees, painted. Read {@link dev.sloconsole.desktop.wall.WallPane} first; a painter for each part
 * draws a record of {@code view.wall} and decides nothing. Imports {@code look} and {@code view}. JavaFX thread only.
 */
@NullMarked
package dev.sloconsole.desktop.wall;

import org.jspecify.annotations.NullMarked;
