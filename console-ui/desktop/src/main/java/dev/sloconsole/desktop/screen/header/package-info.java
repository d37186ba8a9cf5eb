/**
 * The top line: what runs, what the users do to it, and the dangerous buttons. Read
 * {@link dev.sloconsole.desktop.screen.header.HeaderModel} first, which needs no JavaFX. Imports {@code look},
 * {@code control} and the session's records; the bar belongs to the JavaFX thread.
 */
@NullMarked
package dev.sloconsole.desktop.screen.header;

import org.jspecify.annotations.NullMarked;
