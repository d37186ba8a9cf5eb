/**
 * What a class takes home: one HTML file, readable without a network. Read
 * {@link dev.sloconsole.desktop.report.HtmlReport}. Paints views and the session's replay, without JavaFX; pure, runs
 * on the caller's thread.
 */
@NullMarked
package dev.sloconsole.desktop.report;

import org.jspecify.annotations.NullMarked;
