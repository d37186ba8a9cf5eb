package dev.sloconsole.view.targets;

import java.util.regex.Pattern;

/**
 * Why a target could not be scraped. A Prometheus behind a proxy tells the status line of the proxy's answer; where that
 * line says what became of the connection, it is what a Prometheus without one would have told.
 */
public final class ScrapeError {

    private static final Pattern OF_A_PROXY =
            Pattern.compile("server returned HTTP status 502 (connection refused|connection timed out|no such host)");

    private ScrapeError() {}

    /** The error without what only a proxy adds. */
    public static String told(String lastError) {
        var proxy = OF_A_PROXY.matcher(lastError);
        return proxy.matches() ? proxy.group(1) : lastError;
    }
}
