/**
 * A class that is going on. Read {@link dev.sloconsole.session.live.Session}: it takes the facts of every thread, and
 * on its own writes each to the journal, folds it and publishes the state. Imports the session's other packages
 * except {@code replay}.
 */
@NullMarked
package dev.sloconsole.session.live;

import org.jspecify.annotations.NullMarked;
