/**
 * The one thread that writes to the series store. Scrapes, rules and remote writes hand their samples to
 * {@link dev.sloconsole.prometheus.ingest.Ingest}, which is the type to read first. Imports {@code series} only.
 */
@NullMarked
package dev.sloconsole.prometheus.ingest;

import org.jspecify.annotations.NullMarked;
