/**
 * Paints the scrape targets: {@link dev.sloconsole.view.targets.TargetRow}. Imports {@code look}; belongs to the JavaFX
 * thread.
 */
@NullMarked
package dev.sloconsole.desktop.screen.targets;

import org.jspecify.annotations.NullMarked;
