/** The service over real HTTP, and its death in a real child JVM. Read {@link dev.sloconsole.app.AppServerTest} first. */
@NullMarked
package dev.sloconsole.app;

import org.jspecify.annotations.NullMarked;
