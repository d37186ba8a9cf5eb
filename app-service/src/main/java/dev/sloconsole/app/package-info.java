@NullMarked
package dev.sloconsole.app;

import org.jspecify.annotations.NullMarked;
