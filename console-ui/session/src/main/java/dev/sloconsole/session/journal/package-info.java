/**
 * The recording of a class: JSON lines, a header and then {@code [seconds, kind, data]} for every fact. Read
 * {@link dev.sloconsole.session.journal.Journal} for what a file holds and {@link dev.sloconsole.session.journal.Kinds}
 * for the form of each fact. The form is kept apart from the events, so that either may change. The session thread
 * hands lines to the {@code journal} thread, which writes; any thread may read a file.
 */
@NullMarked
package dev.sloconsole.session.journal;

import org.jspecify.annotations.NullMarked;
