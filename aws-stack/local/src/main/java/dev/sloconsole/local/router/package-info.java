/**
 * The way into the VPC: an HTTP forward proxy that carries requests for task addresses and names to the loopback ports
 * behind them. Read {@link dev.sloconsole.local.router.VpcRouter} first. Imports {@code dns} and
 * {@code http} only; connections run on virtual threads and read the published
 * {@link dev.sloconsole.local.router.Routes}.
 */
@NullMarked
package dev.sloconsole.local.router;

import org.jspecify.annotations.NullMarked;
