/**
 * EC2's networking, as far as the template and the console need it. Read
 * {@link dev.sloconsole.local.ec2.Network} first: the tables of VPCs, subnets and security groups.
 * {@link dev.sloconsole.local.ec2.Ec2} is the service on the wire. Owned by the local-cloud thread.
 */
@NullMarked
package dev.sloconsole.local.ec2;

import org.jspecify.annotations.NullMarked;
