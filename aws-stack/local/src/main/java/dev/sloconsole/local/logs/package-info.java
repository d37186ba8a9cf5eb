/**
 * CloudWatch Logs: log groups, their streams, and the operations that read them. Read
 * {@link dev.sloconsole.local.logs.Logs} first. May import {@code wire} and the package above; the tables belong to the
 * local-cloud thread, but a {@code LogStream} takes lines from any.
 */
@NullMarked
package dev.sloconsole.local.logs;

import org.jspecify.annotations.NullMarked;
