/**
 * The lesson as it stands: steps, the current step's card, checkpoints, guesses. Read
 * {@link dev.sloconsole.view.lesson.LessonModel} first, and {@link dev.sloconsole.view.lesson.LessonEnd} for what is left of
 * a class. Imports the view root, {@code header}, {@code budget}, {@code tiles} and the session's records. Pure, so on any thread.
 */
@NullMarked
package dev.sloconsole.view.lesson;

import org.jspecify.annotations.NullMarked;
