package dev.sloconsole.local.wire;

import dev.sloconsole.local.wire.AwsService.RestRoute;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A request to a REST operation, decoded.
 *
 * @param path what stood in the place of the route's braces, by the name in them
 * @param query of a field given twice the first counts
 */
public record RestRequest(Map<String, String> path, Map<String, String> query, String body) {

    public RestRequest {
        path = Map.copyOf(path);
        query = Map.copyOf(query);
    }

    /** The request as a route reads it; empty if the route is not meant. A slash at the end changes nothing. */
    static Optional<RestRequest> by(RestRoute route, String method, URI uri, String body) {
        var wanted = route.path().split("/");
        var given = uri.getRawPath().split("/");
        if (!route.method().equals(method) || wanted.length != given.length) {
            return Optional.empty();
        }
        var variables = new HashMap<String, String>();
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].startsWith("{")) {
                variables.put(wanted[i].substring(1, wanted[i].length() - 1), decoded(given[i]));
            } else if (!wanted[i].equals(given[i])) {
                return Optional.empty();
            }
        }
        var query = QueryForm.parse(Optional.ofNullable(uri.getRawQuery()).orElse(""))
                .fields();
        return Optional.of(new RestRequest(variables, query, body));
    }

    /** A part of the path that the route has a name for. */
    public String variable(String name) {
        return Optional.ofNullable(path.get(name))
                .orElseThrow(() -> new IllegalArgumentException("The route has no {" + name + "}."));
    }

    /** A query field that is there and not empty. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(query.get(name)).filter(value -> !value.isEmpty());
    }

    /** A plus is a plus in a path. */
    private static String decoded(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new AwsError("InvalidInput", "The path contains a syntax error: " + e.getMessage());
        }
    }
}
