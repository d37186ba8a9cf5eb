/**
 * What runs, what the users do to it, and what may be asked for now. Read
 * {@link dev.sloconsole.view.header.HeaderModel} first. Imports the view root, {@code stack} and the session's
 * records. Pure, so on any thread.
 */
@NullMarked
package dev.sloconsole.view.header;

import org.jspecify.annotations.NullMarked;
