/**
 * What the program says of itself: {@link dev.sloconsole.desktop.screen.about.About} is version and licences,
 * {@link dev.sloconsole.desktop.screen.about.WelcomeCard} the hint of the first start. Imports {@code look} and
 * {@code control}; belongs to the JavaFX thread.
 */
@NullMarked
package dev.sloconsole.desktop.screen.about;

import org.jspecify.annotations.NullMarked;
