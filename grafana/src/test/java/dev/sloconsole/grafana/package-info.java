/** The viewer over real HTTP, and the dashboard that it draws. Read {@link dev.sloconsole.grafana.ViewerServerTest}. */
@NullMarked
package dev.sloconsole.grafana;

import org.jspecify.annotations.NullMarked;
