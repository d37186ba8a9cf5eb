/**
 * Service discovery: who knows which address. Read {@link dev.sloconsole.desktop.screen.discovery.HopView} first, then
 * {@link dev.sloconsole.desktop.screen.discovery.Propagation}. Imports {@code look} and the session's records; the pane
 * belongs to the JavaFX thread.
 */
@NullMarked
package dev.sloconsole.desktop.screen.discovery;

import org.jspecify.annotations.NullMarked;
