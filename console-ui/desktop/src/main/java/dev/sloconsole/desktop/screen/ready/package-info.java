/**
 * Paints what was looked at before a class: {@link dev.sloconsole.view.ready.Readiness}. Imports {@code look}; belongs
 * to the JavaFX thread.
 */
@NullMarked
package dev.sloconsole.desktop.screen.ready;

import org.jspecify.annotations.NullMarked;
