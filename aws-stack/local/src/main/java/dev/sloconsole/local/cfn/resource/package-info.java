/**
 * The resource types that a template may use: one table ({@link dev.sloconsole.local.cfn.resource.ResourceTypes}), one
 * entry a type, gathered by service. A new type is a new entry. They create things through the services' own operations
 * or in a table of their own; all on the local-cloud thread, none of them blocks.
 */
@NullMarked
package dev.sloconsole.local.cfn.resource;

import org.jspecify.annotations.NullMarked;
