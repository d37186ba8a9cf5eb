/**
 * PromQL asked about what was scraped up to the moment that is shown. Read
 * {@link dev.sloconsole.desktop.screen.query.QueryDesk} first, then {@link dev.sloconsole.view.query.QueryView}, which
 * the pane paints. Imports {@code look}, the session's replay and the engine's values; the pane belongs to the JavaFX
 * thread, a query is evaluated on one of its own.
 */
@NullMarked
package dev.sloconsole.desktop.screen.query;

import org.jspecify.annotations.NullMarked;
