/**
 * The heart of a class: facts in, state out. Read {@link dev.sloconsole.session.SessionEvent}, then
 * {@link dev.sloconsole.session.SessionState}. Imports the facts of {@code stack} and {@code prometheus} and the
 * engine's PromQL; the session thread owns the fold, the journal and the series.
 */
@NullMarked
package dev.sloconsole.session;

import org.jspecify.annotations.NullMarked;
