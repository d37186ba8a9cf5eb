@NullMarked
package dev.sloconsole.desktop;

import org.jspecify.annotations.NullMarked;
