/**
 * The whole lesson without a window: every button pressed, every checkpoint awaited. Read
 * {@link dev.sloconsole.session.rehearsal.Rehearsal}. Imports the session, its commands and the lesson; runs on the
 * caller's thread, which it blocks.
 */
@NullMarked
package dev.sloconsole.session.rehearsal;

import org.jspecify.annotations.NullMarked;
