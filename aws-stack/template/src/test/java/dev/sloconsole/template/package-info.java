/** Tests of the rendered template. */
@NullMarked
package dev.sloconsole.template;

import org.jspecify.annotations.NullMarked;
