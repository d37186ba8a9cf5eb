/**
 * The figures of the lesson as of one moment, each with its formula and today's numbers. Read
 * {@link dev.sloconsole.session.figures.Projection} first: it keeps the folded state and the recorded series side by
 * side. Imports {@code fold} and the PromQL engine; runs on the session thread, in replay on the caller's.
 */
@NullMarked
package dev.sloconsole.session.figures;

import org.jspecify.annotations.NullMarked;
