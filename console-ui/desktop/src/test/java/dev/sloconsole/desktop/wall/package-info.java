/** What the wall looks like, measured. Read {@link dev.sloconsole.desktop.wall.Measured}. */
@NullMarked
package dev.sloconsole.desktop.wall;

import org.jspecify.annotations.NullMarked;
