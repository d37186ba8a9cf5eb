/**
 * The texts of alerts with values filled in: as much of Go's templates as rule files use. Read
 * {@link dev.sloconsole.prometheus.template.Template} first. Imports {@code golang} and {@code series}; pure, runs on the
 * caller's thread.
 */
@NullMarked
package dev.sloconsole.prometheus.template;

import org.jspecify.annotations.NullMarked;
