/**
 * Cloud Map's operations on namespaces, services and instances. Read {@link dev.sloconsole.local.cloudmap.CloudMap}
 * first. Imports the wire, and what DNS and Route 53 are told (zones). The local-cloud thread owns its tables; a change
 * publishes a new immutable {@link dev.sloconsole.local.dns.Zones}.
 */
@NullMarked
package dev.sloconsole.local.cloudmap;

import org.jspecify.annotations.NullMarked;
