@NullMarked
package dev.sloconsole.grafana;

import org.jspecify.annotations.NullMarked;
