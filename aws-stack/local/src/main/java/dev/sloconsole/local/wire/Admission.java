package dev.sloconsole.local.wire;

import dev.sloconsole.local.http.HttpHead;
import dev.sloconsole.local.http.HttpListener.Request;
import dev.sloconsole.local.http.HttpListener.Response;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Who is let in before anything of a request is believed. A page in the user's browser is not: it cannot hide its
 * {@code Origin} or {@code Sec-Fetch-Site}, and a name of its own that it had resolved to 127.0.0.1 stands in
 * {@code Host}.
 */
public final class Admission {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Set<String> JSON =
            Set.of("application/x-amz-json-1.0", "application/x-amz-json-1.1", "application/json");

    private Admission() {}

    /** Why a request does not come in. */
    public static Optional<Response> refusal(Request request, int port) {
        var head = request.head();
        var hosts = head.values("Host");
        if (!hosts.equals(List.of("127.0.0.1:" + port)) && !hosts.equals(List.of("localhost:" + port))) {
            return refused(
                    403,
                    "This endpoint answers to 127.0.0.1:" + port + " and localhost:" + port
                            + " only; the request named another host.");
        }
        if (head.value("Origin").isPresent() || head.fields().stream().anyMatch(Admission::isOfABrowser)) {
            return refused(403, "This endpoint is not for web pages: a request that a browser sends is refused.");
        }
        if (!request.target().startsWith("/")) {
            return refused(400, "This endpoint is no proxy: a request must name a path.");
        }
        try {
            new URI(request.target());
            return Optional.empty();
        } catch (URISyntaxException e) {
            return refused(400, "Bad request: the path is malformed.");
        }
    }

    private static boolean isOfABrowser(HttpHead.Field field) {
        return field.name().toLowerCase(Locale.ROOT).startsWith("sec-");
    }

    private static Optional<Response> refused(int status, String text) {
        return Optional.of(Response.refusal(status, text));
    }

    /** Why a body is not read: it says to be something that the protocol does not have. */
    static Optional<AwsError> unreadable(Protocol protocol, HttpHead head) {
        var coding = head.value("Content-Encoding").filter(value -> !value.equalsIgnoreCase("identity"));
        if (coding.isPresent()) {
            return Optional.of(protocol.unsupportedMediaType(
                    "The local cloud takes plain request bodies; this one is" + " encoded as " + coding.get() + "."));
        }
        var type = head.value("Content-Type")
                .map(value -> value.split(";", 2)[0].strip().toLowerCase(Locale.ROOT));
        boolean fits = switch (protocol) {
            case JSON -> type.filter(value -> !JSON.contains(value)).isEmpty();
            case QUERY, EC2 -> type.filter(value -> !value.equals(FORM)).isEmpty();
            case REST_XML -> true;
        };
        return fits
                ? Optional.empty()
                : Optional.of(protocol.unsupportedMediaType("The content type " + type.orElse("")
                        + " does not fit: " + (protocol == Protocol.JSON ? "application/x-amz-json-1.1" : FORM)
                        + " does."));
    }
}
