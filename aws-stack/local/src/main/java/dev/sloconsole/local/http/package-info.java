/**
 * HTTP/1.1 on loopback, read strictly and with limits. {@link dev.sloconsole.local.http.HttpListener} is the server of
 * the AWS endpoint; {@link dev.sloconsole.local.http.HttpHead} and {@link dev.sloconsole.local.http.Wire} are also what
 * the router reads with. Imports nothing of ours; each connection
 * has a virtual thread.
 */
@NullMarked
package dev.sloconsole.local.http;

import org.jspecify.annotations.NullMarked;
