/**
 * What the screens cost: frames of desk and wall, how long the JavaFX thread lets others wait, and the dashboard's page in
 * a web view. {@link dev.sloconsole.desktop.bench.Benchmarks} measures; a test runs each for a moment. May use everything
 * of the desktop.
 */
@NullMarked
package dev.sloconsole.desktop.bench;

import org.jspecify.annotations.NullMarked;
