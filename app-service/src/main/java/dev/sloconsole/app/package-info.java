/**
 * The service that the lesson watches, breaks and kills: a small HTTP server that counts what it serves to users. Read
 * {@link dev.sloconsole.app.AppServer} first. Imports nothing of ours; requests run on Helidon's virtual threads.
 */
@NullMarked
package dev.sloconsole.app;

import org.jspecify.annotations.NullMarked;
