/**
 * A cloud on loopback that interprets the same template as AWS: wire protocols, CloudFormation, ECS, Cloud Map, DNS,
 * a VPC router, tasks as real processes. Read {@link dev.sloconsole.local.LocalCloud} first. Imports nothing of ours;
 * everything is owned by the local-cloud thread.
 */
@NullMarked
package dev.sloconsole.local;

import org.jspecify.annotations.NullMarked;
