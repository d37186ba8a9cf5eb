/**
 * DNS on loopback: the zones' own answers, and a resolver that believes an answer until its time to live is over. Read
 * {@link dev.sloconsole.local.dns.Authority} first. Imports nothing of ours; sockets have their own threads and read
 * only the published {@link dev.sloconsole.local.dns.Zones}, never the emulator's tables.
 */
@NullMarked
package dev.sloconsole.local.dns;

import org.jspecify.annotations.NullMarked;
