/**
 * Lost sources, as a strip under the header. Read {@link dev.sloconsole.desktop.screen.banner.BannerModel} first.
 * Imports {@code look} and the session's records; the strip belongs to the JavaFX thread.
 */
@NullMarked
package dev.sloconsole.desktop.screen.banner;

import org.jspecify.annotations.NullMarked;
