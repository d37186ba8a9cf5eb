/**
 * Route 53, read only: the hosted zones that Cloud Map makes, and their records as they are. Read
 * {@link dev.sloconsole.local.route53.Route53} first. May import {@code wire} and {@code dns}; runs on the local-cloud
 * thread.
 */
@NullMarked
package dev.sloconsole.local.route53;

import org.jspecify.annotations.NullMarked;
