package dev.sloconsole.grafana;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who is let in: requests that are meant for this server, and not sent by another site's page. A name that an attacker
 * has pointed at this machine is not this server's, so only addresses, {@code localhost} and the names that it was told
 * are.
 *
 * @param names lower case
 */
record Gate(Set<String> names) {

    private static final Pattern HOST = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:\\[\\]]+)(?::\\d{1,5})?");
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}|\\[[0-9a-fA-F:.]+]");

    Gate {
        names = Set.copyOf(names);
    }

    /**
     * Why a request is refused, in one sentence; empty if it is not.
     *
     * @param origin of a page that sends it, where a browser says so
     * @param site the browser's {@code Sec-Fetch-Site}
     * @param mode the browser's {@code Sec-Fetch-Mode}; a link that was followed may come from anywhere
     */
    Optional<String> refusal(String host, Optional<String> origin, Optional<String> site, Optional<String> mode) {
        var parts = HOST.matcher(host);
        if (!parts.matches() || !known(parts.group(1).toLowerCase(java.util.Locale.ROOT))) {
            return Optional.of("This server is not " + printable(host) + ": ask it by its address.");
        }
        if (origin.filter(from -> !from.equalsIgnoreCase("http://" + host)).isPresent()
                || (site.filter("cross-site"::equals).isPresent()
                        && mode.filter("navigate"::equals).isEmpty())) {
            return Optional.of("Pages of other sites are not answered.");
        }
        return Optional.empty();
    }

    private boolean known(String name) {
        return name.equals("localhost") || ADDRESS.matcher(name).matches() || names.contains(name);
    }

    private static String printable(String host) {
        return host.replaceAll("[^\\p{Graph}]|[\"\\\\<>]", "?");
    }
}
