/**
 * What every service of the local cloud stands on: its thread, its account, how long things take, JSON in AWS's shapes,
 * pages of lists, random text. Read {@link dev.sloconsole.local.ground.CloudThread} first. Imports nothing of ours.
 */
@NullMarked
package dev.sloconsole.local.ground;

import org.jspecify.annotations.NullMarked;
