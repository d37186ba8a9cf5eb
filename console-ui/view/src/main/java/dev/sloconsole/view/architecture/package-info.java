/**
 * The stack as boxes and the ways between them. Read {@link dev.sloconsole.view.architecture.Architecture} first.
 * Imports the view root, {@code discovery} and the session's records. Pure, so on any thread.
 */
@NullMarked
package dev.sloconsole.view.architecture;

import org.jspecify.annotations.NullMarked;
