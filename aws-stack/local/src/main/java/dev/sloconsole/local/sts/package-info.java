/**
 * The Security Token Service: {@link dev.sloconsole.local.sts.Sts} says who asks. Everybody who holds the access key of
 * this run is the same user.
 */
@NullMarked
package dev.sloconsole.local.sts;

import org.jspecify.annotations.NullMarked;
