/**
 * What a class takes home: one HTML file, readable without a network. Read
 * {@link dev.sloconsole.session.report.HtmlReport}. Imports {@code replay}; pure, runs on the caller's thread.
 */
@NullMarked
package dev.sloconsole.session.report;

import org.jspecify.annotations.NullMarked;
