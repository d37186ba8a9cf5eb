/**
 * The four large figures. Read {@link dev.sloconsole.desktop.screen.tiles.Tile} first, then one tile's rule, such as
 * {@link dev.sloconsole.desktop.screen.tiles.SliTile}. Imports {@code look}, {@code slo} and the session's records; the
 * row belongs to the JavaFX thread.
 */
@NullMarked
package dev.sloconsole.desktop.screen.tiles;

import org.jspecify.annotations.NullMarked;
