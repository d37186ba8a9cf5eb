/**
 * The keys of the desk: {@link dev.sloconsole.desktop.screen.keys.KeysPane} lists them over the window. Imports
 * {@code look}.
 */
@NullMarked
package dev.sloconsole.desktop.screen.keys;

import org.jspecify.annotations.NullMarked;
