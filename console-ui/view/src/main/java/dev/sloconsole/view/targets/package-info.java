/**
 * The scrape targets as Prometheus lists them. Read {@link dev.sloconsole.view.targets.TargetRow} first. Imports the
 * view root and the session's records. Pure, so on any thread.
 */
@NullMarked
package dev.sloconsole.view.targets;

import org.jspecify.annotations.NullMarked;
