/**
 * Finding targets and reading their metrics. Read {@link dev.sloconsole.prometheus.scrape.Scraper} first: it has a pool
 * for each job, which has a loop on a virtual thread for each target. Imports {@code config}, {@code ingest} and
 * {@code series}; loops never write samples themselves.
 */
@NullMarked
package dev.sloconsole.prometheus.scrape;

import org.jspecify.annotations.NullMarked;
