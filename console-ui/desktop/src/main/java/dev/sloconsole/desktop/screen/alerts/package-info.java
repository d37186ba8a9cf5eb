/**
 * Why each burn-rate alert fires, or does not. Read {@link dev.sloconsole.desktop.screen.alerts.AlertsModel} first,
 * which needs no JavaFX. Imports {@code look} and the session's figures; the panel belongs to the JavaFX thread.
 */
@NullMarked
package dev.sloconsole.desktop.screen.alerts;

import org.jspecify.annotations.NullMarked;
