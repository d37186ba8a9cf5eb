/**
 * The lesson as an instructor writes it: steps, texts, buttons and checkpoints, in YAML. Read
 * {@link dev.sloconsole.session.lesson.Lesson} first, then {@link dev.sloconsole.session.lesson.Condition} for what a
 * checkpoint can wait for. Imports {@code fold} and {@code figures}; {@link dev.sloconsole.session.lesson.Checkpoints}
 * runs on the session thread, the rest on the caller's.
 */
@NullMarked
package dev.sloconsole.session.lesson;

import org.jspecify.annotations.NullMarked;
