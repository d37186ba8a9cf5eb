/**
 * Service discovery: who knows which address. Read {@link dev.sloconsole.view.discovery.HopView} first, then
 * {@link dev.sloconsole.view.discovery.Propagation}. Imports the view root, {@code stack} and the session's records.
 * Pure, so on any thread.
 */
@NullMarked
package dev.sloconsole.view.discovery;

import org.jspecify.annotations.NullMarked;
