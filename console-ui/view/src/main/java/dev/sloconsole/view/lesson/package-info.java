/**
 * The lesson as it stands: steps, the current step's card, checkpoints, guesses. Read
 * {@link dev.sloconsole.view.lesson.LessonModel} first. Imports the view root, {@code header} and the session's
 * records. Pure, so on any thread.
 */
@NullMarked
package dev.sloconsole.view.lesson;

import org.jspecify.annotations.NullMarked;
