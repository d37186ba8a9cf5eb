/**
 * ECS: clusters, task definitions, services with their scheduler, and tasks that run as real processes. Read
 * {@link dev.sloconsole.local.ecs.Ecs} first, then {@code TaskRun}. May import {@code wire}, {@code cloudmap},
 * {@code logs},
 * {@code process} and {@code router}; runs on the local-cloud thread.
 */
@NullMarked
package dev.sloconsole.local.ecs;

import org.jspecify.annotations.NullMarked;
