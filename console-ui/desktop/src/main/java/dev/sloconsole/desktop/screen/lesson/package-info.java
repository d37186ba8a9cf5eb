/**
 * The lesson at the left: steps, the current step's card, checkpoints, notes. Read
 * {@link dev.sloconsole.desktop.screen.lesson.LessonModel} first. Imports {@code look}, {@code control} and the
 * session's records; the pane belongs to the JavaFX thread.
 */
@NullMarked
package dev.sloconsole.desktop.screen.lesson;

import org.jspecify.annotations.NullMarked;
