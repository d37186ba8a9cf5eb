/**
 * Paints the four large figures: {@link dev.sloconsole.view.tiles.Tile}. Imports {@code look}; belongs to the JavaFX
 * thread.
 */
@NullMarked
package dev.sloconsole.desktop.screen.tiles;

import org.jspecify.annotations.NullMarked;
