/**
 * Paints why each burn-rate alert fires, or does not: {@link dev.sloconsole.view.alerts.AlertsModel}. Imports
 * {@code look}; belongs to the JavaFX thread.
 */
@NullMarked
package dev.sloconsole.desktop.screen.alerts;

import org.jspecify.annotations.NullMarked;
