package dev.sloconsole.prometheus.api;

import dev.sloconsole.prometheus.golang.GoRegex;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who is let in before anything of a request is believed. A page of another site in the user's browser is not: it cannot
 * hide its {@code Origin} or {@code Sec-Fetch-Site}, and a name of its own that it had resolved to this machine stands in
 * {@code Host}. Addresses are nobody's to resolve elsewhere, and names under {@code .local}, as the stack's are, nobody
 * else's; a site that {@code --web.cors.origin} names is let in.
 */
final class Admission {

    private static final HeaderName FETCH_SITE = HeaderNames.create("Sec-Fetch-Site");
    private static final HeaderName FETCH_MODE = HeaderNames.create("Sec-Fetch-Mode");
    private static final Set<String> OUTSIDE = Set.of("cross-site", "same-site");
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[0-9a-fA-F:.]+\\]|[^:\\[\\]/@]+)(?::\\d{1,5})?");
    private static final Pattern ADDRESS = Pattern.compile("\\[.*\\]|\\d{1,3}(?:\\.\\d{1,3}){3}");

    private final String listenHost;
    private final Optional<GoRegex> allowedOrigins;

    Admission(InetSocketAddress listen, Optional<GoRegex> allowedOrigins) {
        this.listenHost = listen.getHostString().toLowerCase(Locale.ROOT);
        this.allowedOrigins = allowedOrigins;
    }

    /** Why a request does not come in. */
    Optional<String> refusal(String method, ServerRequestHeaders headers) {
        String host = headers.first(HeaderNames.HOST).orElse("");
        if (!isOwn(host)) {
            return Optional.of(
                    "This server answers to its address, to localhost and to names under .local only; the request"
                            + " named another host.");
        }
        Optional<String> origin = headers.first(HeaderNames.ORIGIN);
        if (origin.isPresent() && isAllowed(origin.get())) {
            return Optional.empty();
        }
        if (origin.isPresent() && !origin.get().equalsIgnoreCase("http://" + host)) {
            return Optional.of("A page of another site may not send requests here, unless --web.cors.origin names it.");
        }
        boolean outside = headers.first(FETCH_SITE).filter(OUTSIDE::contains).isPresent();
        // Whoever follows a link sees the answer; the page that has the link does not.
        boolean link = method.equals("GET")
                && headers.first(FETCH_MODE).filter("navigate"::equals).isPresent();
        return outside && !link
                ? Optional.of("A page of another site may not fetch anything from here.")
                : Optional.empty();
    }

    private boolean isOwn(String authority) {
        var matcher = AUTHORITY.matcher(authority);
        if (!matcher.matches()) {
            return authority.isEmpty();
        }
        String host = matcher.group(1).toLowerCase(Locale.ROOT);
        host = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        return ADDRESS.matcher(host).matches()
                || host.equals("localhost")
                || host.endsWith(".localhost")
                || host.endsWith(".local")
                || host.equals(listenHost);
    }

    boolean isAllowed(String origin) {
        return allowedOrigins.filter(pattern -> pattern.matches(origin)).isPresent();
    }
}
