/**
 * The scrape targets as Prometheus lists them. Read {@link dev.sloconsole.desktop.screen.targets.TargetRow} first.
 * Imports {@code look} and the session's records; the pane belongs to the JavaFX thread.
 */
@NullMarked
package dev.sloconsole.desktop.screen.targets;

import org.jspecify.annotations.NullMarked;
