/**
 * The vocabulary of a class: facts in, state out. Read {@link dev.sloconsole.session.SessionEvent}, then
 * {@link dev.sloconsole.session.SessionState}. Immutable values only, in keys and numbers: what runs lives in the
 * packages below, what is said of them in {@code view}. Imports the facts of {@code stack} and {@code prometheus}, and
 * none of the packages below.
 */
@NullMarked
package dev.sloconsole.session;

import org.jspecify.annotations.NullMarked;
