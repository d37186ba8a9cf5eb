/**
 * A class as it happens: the session, the watchers that feed it, and the commands that act on the stack. Read
 * {@link dev.sloconsole.desktop.live.LiveClass} first, then {@link dev.sloconsole.desktop.live.Custody}: whose stack it
 * is. Knows neither JavaFX nor the local cloud; commands run one at a time on the thread {@code commands}.
 */
@NullMarked
package dev.sloconsole.desktop.live;

import org.jspecify.annotations.NullMarked;
