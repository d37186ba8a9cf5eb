/**
 * Cloud Map: namespaces, services, instances and their health, and the zones they make. Read
 * {@link dev.sloconsole.local.cloudmap.CloudMap} first. May import {@code wire} and {@code dns}; runs on the
 * local-cloud thread.
 */
@NullMarked
package dev.sloconsole.local.cloudmap;

import org.jspecify.annotations.NullMarked;
