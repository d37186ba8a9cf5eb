/**
 * The resource types that a template may use: one table ({@link dev.sloconsole.local.cfn.resource.ResourceTypes}), one
 * entry a type, gathered by service, and beside it one file a type that says what a template may say of it
 * ({@link dev.sloconsole.local.cfn.resource.ResourceSchema}). A new type is a new entry and a new file. They create
 * things through the services' own operations or in a table of their own; all on the local-cloud thread, none blocks.
 */
@NullMarked
package dev.sloconsole.local.cfn.resource;

import org.jspecify.annotations.NullMarked;
