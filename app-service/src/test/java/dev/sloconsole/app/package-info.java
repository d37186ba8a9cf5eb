/** Tests of the app over real HTTP. */
@NullMarked
package dev.sloconsole.app;

import org.jspecify.annotations.NullMarked;
