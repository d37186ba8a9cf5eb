/**
 * EC2's networking, as far as the template, the console and a teacher need it. Read
 * {@link dev.sloconsole.local.ec2.Network} first: the tables of VPCs, subnets and security groups.
 * {@link dev.sloconsole.local.ec2.Firewall} is what the router asks about them, on any thread;
 * {@link dev.sloconsole.local.ec2.Ec2} is the service on the wire. Changed by the local-cloud thread only.
 */
@NullMarked
package dev.sloconsole.local.ec2;

import org.jspecify.annotations.NullMarked;
