/**
 * What a user's console remembers from one class to the next. Read {@link dev.sloconsole.desktop.settings.Settings} first;
 * {@link dev.sloconsole.desktop.settings.SettingsFile} keeps it. Knows no JavaFX and nothing of a class: no account, no
 * address, no secret.
 */
@NullMarked
package dev.sloconsole.desktop.settings;

import org.jspecify.annotations.NullMarked;
