/**
 * A recorded class, watched again: the same fold, with nothing asked of any cloud. Read
 * {@link dev.sloconsole.session.replay.Replay} for any moment of a journal, then
 * {@link dev.sloconsole.session.replay.Player} for one after the other. Imports {@code journal} and {@code figures};
 * runs on the caller's thread.
 */
@NullMarked
package dev.sloconsole.session.replay;

import org.jspecify.annotations.NullMarked;
