/**
 * Remote write 1.0: a protobuf message, snappy-compressed. Read
 * {@link dev.sloconsole.prometheus.remote.WriteRequest} first. Imports {@code ingest} (samples) and {@code series};
 * pure.
 */
@NullMarked
package dev.sloconsole.prometheus.remote;

import org.jspecify.annotations.NullMarked;
