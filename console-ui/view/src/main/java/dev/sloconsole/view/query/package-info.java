/**
 * What PromQL answered, as it is shown. Read {@link dev.sloconsole.view.query.QueryView} first. Imports the view root
 * and the engine's values. Pure, so on any thread.
 */
@NullMarked
package dev.sloconsole.view.query;

import org.jspecify.annotations.NullMarked;
