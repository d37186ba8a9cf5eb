/** What a class needs around its stack; read {@link dev.sloconsole.desktop.live.AddressWatchTest} first. */
@NullMarked
package dev.sloconsole.desktop.live;

import org.jspecify.annotations.NullMarked;
