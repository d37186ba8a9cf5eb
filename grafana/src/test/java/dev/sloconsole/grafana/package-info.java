/** Tests of the viewer and of the dashboards. */
@NullMarked
package dev.sloconsole.grafana;

import org.jspecify.annotations.NullMarked;
