/**
 * The service being taught: answers, fails and dies on request, and counts what it did. Read
 * {@link dev.sloconsole.app.Main} first. Knows nothing of the rest; requests run on Helidon's virtual threads.
 */
@NullMarked
package dev.sloconsole.app;

import org.jspecify.annotations.NullMarked;
