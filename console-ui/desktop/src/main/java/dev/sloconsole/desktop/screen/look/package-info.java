/**
 * How things look: tones, the two themes, fonts, wording of figures, and paper to draw on. Read
 * {@link dev.sloconsole.desktop.screen.look.Theme} first. Imports nothing of ours. Tones, themes and words know no
 * thread; everything with a node in it belongs to the JavaFX thread.
 */
@NullMarked
package dev.sloconsole.desktop.screen.look;

import org.jspecify.annotations.NullMarked;
