package dev.sloconsole.desktop.screen.dashboard;

import dev.sloconsole.desktop.screen.look.Theme;
import dev.sloconsole.session.SessionState;
import java.net.URI;
import java.util.Optional;

/** Where the dashboard of a session is, as far as that is known. */
@FunctionalInterface
public interface Dashboards {

    /** The page to show, in the colours of this theme; empty while there is none. */
    Optional<URI> page(SessionState state, Theme theme);

    /** The console's own page of the same dashboard, for as long as that one cannot be shown; empty if there is none. */
    default Optional<URI> standIn(Theme theme) {
        return Optional.empty();
    }
}
