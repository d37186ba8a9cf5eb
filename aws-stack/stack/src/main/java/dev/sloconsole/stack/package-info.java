/**
 * The console's way to the cloud: commands out ({@link dev.sloconsole.stack.StackClient}), facts in
 * ({@link dev.sloconsole.stack.StackWatcher}, {@link dev.sloconsole.stack.DnsWatcher}). Read
 * {@link dev.sloconsole.stack.StackFact} first. AWS SDK clients and DNS only, so that the local cloud and AWS cannot be
 * told apart here; imports nothing else of ours. Commands block their caller; each watcher has a thread of its own.
 */
@NullMarked
package dev.sloconsole.stack;

import org.jspecify.annotations.NullMarked;
