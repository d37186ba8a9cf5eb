/**
 * Containers as processes: images and their launchers, child processes, their output, and the warden that ends them
 * when we cannot. Read {@link dev.sloconsole.local.process.Containers} first. Imports nothing of ours but the package
 * above; exits are reported on whatever thread noticed them, so callbacks only hand over.
 */
@NullMarked
package dev.sloconsole.local.process;

import org.jspecify.annotations.NullMarked;
