/** Tests of the series store. */
@NullMarked
package dev.sloconsole.prometheus.series;

import org.jspecify.annotations.NullMarked;
