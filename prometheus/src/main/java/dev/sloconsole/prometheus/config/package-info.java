/**
 * Prometheus's configuration and rule files, read strictly: every problem at once, each with its line and column. Read
 * {@link dev.sloconsole.prometheus.config.ConfigReader} first. Imports {@code promql} to check expressions and
 * {@code series}; runs on the caller's thread.
 */
@NullMarked
package dev.sloconsole.prometheus.config;

import org.jspecify.annotations.NullMarked;
