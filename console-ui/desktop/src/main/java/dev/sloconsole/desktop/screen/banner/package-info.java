/**
 * Lost sources, as a strip under the header: {@link dev.sloconsole.view.banner.BannerModel}. Imports {@code look};
 * belongs to the JavaFX thread.
 */
@NullMarked
package dev.sloconsole.desktop.screen.banner;

import org.jspecify.annotations.NullMarked;
