/**
 * The top line: what runs, what the users do to it, and the dangerous buttons;
 * {@link dev.sloconsole.view.header.HeaderModel} painted. Imports {@code look} and {@code control}; belongs to the
 * JavaFX thread.
 */
@NullMarked
package dev.sloconsole.desktop.screen.header;

import org.jspecify.annotations.NullMarked;
