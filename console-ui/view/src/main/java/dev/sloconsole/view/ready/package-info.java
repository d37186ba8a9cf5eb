/**
 * What was looked at before a class, as a list. Read {@link dev.sloconsole.view.ready.Readiness} first. Imports the view
 * root and the stack's findings. Pure, so on any thread.
 */
@NullMarked
package dev.sloconsole.view.ready;

import org.jspecify.annotations.NullMarked;
