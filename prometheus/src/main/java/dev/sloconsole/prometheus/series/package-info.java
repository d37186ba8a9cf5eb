/**
 * Labelled samples in memory. Read {@link dev.sloconsole.prometheus.series.Labels} and
 * {@link dev.sloconsole.prometheus.series.SeriesStore} first. One thread appends, any thread reads a snapshot.
 */
@NullMarked
package dev.sloconsole.prometheus.series;

import org.jspecify.annotations.NullMarked;
