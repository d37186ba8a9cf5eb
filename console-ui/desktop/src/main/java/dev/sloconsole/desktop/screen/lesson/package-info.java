/**
 * The lesson at the left: steps, the current step's card, checkpoints, notes;
 * {@link dev.sloconsole.view.lesson.LessonModel} painted. Imports {@code look} and {@code control}; belongs to the
 * JavaFX thread.
 */
@NullMarked
package dev.sloconsole.desktop.screen.lesson;

import org.jspecify.annotations.NullMarked;
