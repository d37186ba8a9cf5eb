/**
 * ECR: the repositories and images that the local cloud can run. Read {@link dev.sloconsole.local.ecr.Ecr} first. May
 * import {@code wire} and {@code process}; runs on the local-cloud thread.
 */
@NullMarked
package dev.sloconsole.local.ecr;

import org.jspecify.annotations.NullMarked;
