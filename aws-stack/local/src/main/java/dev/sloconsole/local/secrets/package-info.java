/**
 * Secrets Manager, as far as a task definition needs it: {@link dev.sloconsole.local.secrets.Secrets}, a table from ARN
 * to value, and values made up as a template wishes. Imports nothing of the cloud but its account and errors; the
 * local-cloud thread owns it.
 */
@NullMarked
package dev.sloconsole.local.secrets;

import org.jspecify.annotations.NullMarked;
