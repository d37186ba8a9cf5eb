/**
 * Prometheus's HTTP API. Read {@link dev.sloconsole.prometheus.api.HttpApi} first. Imports all other packages of the
 * engine; requests run on virtual threads, queries on a few platform threads, so that a heavy one starves nobody.
 */
@NullMarked
package dev.sloconsole.prometheus.api;

import org.jspecify.annotations.NullMarked;
