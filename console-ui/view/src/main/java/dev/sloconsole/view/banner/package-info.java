/**
 * Lost sources in words. Read {@link dev.sloconsole.view.banner.BannerModel} first. Imports the view root and the
 * session's records. Pure, so on any thread.
 */
@NullMarked
package dev.sloconsole.view.banner;

import org.jspecify.annotations.NullMarked;
