package dev.sloconsole.app;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who is let in. A page of some other site that a browser shows can send requests to every address that the browser
 * reaches, this one too; such a request names another site as its {@code Origin} or says {@code cross-site}, or, where
 * the site points its own name at us, carries that name as {@code Host}. None of these is a user of the service.
 *
 * <p>Names that nobody can register are ours: addresses, {@code localhost}, private zones, those that EC2 gives.
 *
 * @param names further ones, in lower case
 * @param secret what {@link #SECRET} must hold where it is asked for; empty where everybody may
 * @see <a href="https://www.w3.org/TR/fetch-metadata/">Sec-Fetch-Site</a>
 */
record Door(Set<String> names, Optional<String> secret) {

    /** The header that holds the secret of the class. */
    static final HeaderName SECRET = HeaderNames.create("X-SLO-Secret");

    private static final HeaderName FETCH_SITE = HeaderNames.create("Sec-Fetch-Site");
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]");
    private static final Pattern UNREGISTRABLE =
            Pattern.compile("[^.]+|.*\\.(local|internal|localhost|test)|ec2-[0-9-]+\\.[a-z0-9.-]*\\.amazonaws\\.com");

    Door {
        names = Set.copyOf(names);
    }

    /** A sentence that says why a request is not let in; empty for one that is. */
    Optional<String> refusal(ServerRequest request) {
        var headers = request.headers();
        var host = headers.first(HeaderNames.HOST).orElse("");
        if (!isOurs(host) || absolute(request).filter(name -> !isOurs(name)).isPresent()) {
            return Optional.of("this service is not called " + quoted(host));
        }
        var site = headers.first(FETCH_SITE).orElse("none");
        if (!site.equals("none") && !site.equals("same-origin")) {
            return Optional.of("the request was made by a page of another site");
        }
        return headers.first(HeaderNames.ORIGIN)
                .filter(origin -> !origin.equals("http://" + host))
                .map(origin -> "the request was made by a page of " + quoted(origin));
    }

    /** Whether a request knows the secret, or nobody needs to. */
    boolean opens(ServerRequestHeaders headers) {
        return secret.isEmpty()
                || headers.first(SECRET)
                        .filter(shown -> MessageDigest.isEqual(
                                shown.getBytes(StandardCharsets.UTF_8),
                                secret.get().getBytes(StandardCharsets.UTF_8)))
                        .isPresent();
    }

    /** Answers 403 with a sentence that a class may see. */
    static void refuse(ServerResponse response, String why) {
        response.status(Status.FORBIDDEN_403)
                .header(HeaderValues.CONTENT_TYPE_JSON)
                .send("{\"status\":403,\"message\":\"Not let in: " + why + ".\"}");
    }

    private boolean isOurs(String host) {
        var name = host.toLowerCase(Locale.ROOT).replaceFirst(":\\d*$", "").replaceFirst("\\.$", "");
        return names.contains(name)
                || ADDRESS.matcher(name).matches()
                || UNREGISTRABLE.matcher(name).matches();
    }

    /** The authority of a request in absolute form, as proxies send it. */
    private static Optional<String> absolute(ServerRequest request) {
        var path = request.prologue().uriPath().rawPath();
        try {
            return path.contains("://")
                    ? Optional.of(
                            Optional.ofNullable(URI.create(path).getAuthority()).orElse(""))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of("");
        }
    }

    private static String quoted(String text) {
        return text.replaceAll("[^A-Za-z0-9.:/\\[\\]-]", "?");
    }
}
