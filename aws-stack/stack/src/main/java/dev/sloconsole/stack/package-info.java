/**
 * The console's way to the cloud: commands out ({@link dev.sloconsole.stack.StackClient}), facts in
 * ({@link dev.sloconsole.stack.StackWatcher}). Read {@link dev.sloconsole.stack.StackFact} first. AWS SDK clients
 * and DNS only, so that the local cloud and AWS cannot be told apart here; imports nothing else of ours.
 */
@NullMarked
package dev.sloconsole.stack;

import org.jspecify.annotations.NullMarked;
