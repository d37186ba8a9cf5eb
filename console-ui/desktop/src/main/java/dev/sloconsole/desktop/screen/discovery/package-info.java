/**
 * Paints who knows which address. Read {@link dev.sloconsole.desktop.screen.discovery.DiscoveryPane} first. Imports
 * {@code look} and the views of discovery; belongs to the JavaFX thread.
 */
@NullMarked
package dev.sloconsole.desktop.screen.discovery;

import org.jspecify.annotations.NullMarked;
