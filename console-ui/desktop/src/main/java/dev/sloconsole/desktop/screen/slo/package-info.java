/**
 * The menu of the SLO that the class is judged by: {@link dev.sloconsole.view.slo.SloChoice}. Imports {@code look};
 * belongs to the JavaFX thread.
 */
@NullMarked
package dev.sloconsole.desktop.screen.slo;

import org.jspecify.annotations.NullMarked;
