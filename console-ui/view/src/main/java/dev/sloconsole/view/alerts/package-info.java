/**
 * Why each burn-rate alert fires, or does not. Read {@link dev.sloconsole.view.alerts.AlertsModel} first. Imports the
 * view root and the session's figures. Pure, so on any thread.
 */
@NullMarked
package dev.sloconsole.view.alerts;

import org.jspecify.annotations.NullMarked;
