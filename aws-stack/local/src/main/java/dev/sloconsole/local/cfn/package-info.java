/**
 * CloudFormation: stacks, their events and change sets, and the engine that creates, changes, replaces and deletes
 * resources in the order of their dependencies. Read {@link dev.sloconsole.local.cfn.CloudFormation} first, then
 * Creation, Update, UpdateRollback and Deletion. The template language is in {@code template}, the resource types in
 * {@code resource}. Everything runs on the local-cloud thread.
 */
@NullMarked
package dev.sloconsole.local.cfn;

import org.jspecify.annotations.NullMarked;
