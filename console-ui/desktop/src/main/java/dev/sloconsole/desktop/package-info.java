/**
 * The program: {@link dev.sloconsole.desktop.Main} reads arguments, environment and file once, wires, and closes in
 * reverse order. It alone knows the local cloud. Behaviour lives in {@code live} (a class as it happens) and
 * {@code screen} (the window).
 */
@NullMarked
package dev.sloconsole.desktop;

import org.jspecify.annotations.NullMarked;
