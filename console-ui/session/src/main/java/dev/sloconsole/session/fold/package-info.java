/**
 * From facts to state, purely: no clock, no randomness, no unordered maps. Read
 * {@link dev.sloconsole.session.fold.Fold} first, then {@link dev.sloconsole.session.fold.Folded}. Imports the
 * session's types and the facts; runs on the session thread, in replay on the caller's.
 */
@NullMarked
package dev.sloconsole.session.fold;

import org.jspecify.annotations.NullMarked;
