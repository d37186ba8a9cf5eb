/**
 * The centre: the dashboard in a web view, drawn lazily and never trusted before it has drawn, and what stands in for
 * it. Read {@link dev.sloconsole.desktop.screen.dashboard.CentrePane} first. Imports {@code look}, {@code stack},
 * {@code targets}, {@code architecture} and the session's records; JavaFX thread, but for the probe of the page.
 */
@NullMarked
package dev.sloconsole.desktop.screen.dashboard;

import org.jspecify.annotations.NullMarked;
