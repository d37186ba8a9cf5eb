/**
 * The four large figures. Read {@link dev.sloconsole.view.tiles.Tile} first, then one tile's rule, such as
 * {@link dev.sloconsole.view.tiles.SliTile}. Imports the view root and the session's figures. Pure, so on any thread.
 */
@NullMarked
package dev.sloconsole.view.tiles;

import org.jspecify.annotations.NullMarked;
