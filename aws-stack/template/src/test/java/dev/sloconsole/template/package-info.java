/** The rendered template. Read {@link dev.sloconsole.template.StackTemplateTest} first. */
@NullMarked
package dev.sloconsole.template;

import org.jspecify.annotations.NullMarked;
