/**
 * A viewer that stands in for a Grafana server: Grafana's URLs, Grafana's provisioning files, and a page that draws the
 * dashboard, described in docs/dashboards.md. Read {@link dev.sloconsole.grafana.ViewerServer} first. Imports nothing of
 * ours; requests run on Helidon's virtual threads.
 */
@NullMarked
package dev.sloconsole.grafana;

import org.jspecify.annotations.NullMarked;
