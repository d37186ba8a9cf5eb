/**
 * The SLO that the class is judged by, and what if it were another. Read
 * {@link dev.sloconsole.desktop.screen.slo.SloChoice} and {@link dev.sloconsole.desktop.screen.slo.WhatIfModel} first,
 * which need no JavaFX. Imports {@code look} and the session's records; the menu belongs to the JavaFX thread.
 */
@NullMarked
package dev.sloconsole.desktop.screen.slo;

import org.jspecify.annotations.NullMarked;
