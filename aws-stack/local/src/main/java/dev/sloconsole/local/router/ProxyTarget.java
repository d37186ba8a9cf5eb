package dev.sloconsole.local.router;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where an absolute-form request wants to go (RFC 9112, 3.2.2).
 *
 * @param host lower case, a name or an IPv4 address
 * @param path with its query, beginning with a slash
 */
record ProxyTarget(String host, int port, String path) {

    private static final Pattern ABSOLUTE =
            Pattern.compile("(?i)http://([A-Za-z0-9._-]{1,253})(?::(\\d{1,5}))?((?:[/?][^#\\s]*)?)");

    /** Empty for anything but {@code http://host[:port][/path]}. */
    static Optional<ProxyTarget> parse(String target) {
        var match = ABSOLUTE.matcher(target);
        if (!match.matches()) {
            return Optional.empty();
        }
        int port = match.group(2) == null ? 80 : Integer.parseInt(match.group(2));
        if (port < 1 || port > 65_535) {
            return Optional.empty();
        }
        var path = match.group(3);
        var host = match.group(1).toLowerCase(Locale.ROOT);
        return Optional.of(new ProxyTarget(
                host.endsWith(".") ? host.substring(0, host.length() - 1) : host,
                port,
                path.startsWith("/") ? path : "/" + path));
    }

    /** As the Host field has it. */
    String authority() {
        return port == 80 ? host : host + ":" + port;
    }
}
