/**
 * The stand-in for a Grafana server: the same URLs, provisioning files and dashboards, drawn by a page of ours. Read
 * {@link dev.sloconsole.grafana.ViewerMain} first. Imports nothing of ours; requests run on Helidon's virtual threads.
 */
@NullMarked
package dev.sloconsole.grafana;

import org.jspecify.annotations.NullMarked;
