package dev.sloconsole.prometheus.api;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** An HTTP answer before it is sent. */
final class Answer {

    private static final String JSON = "application/json";
    private static final String TEXT = "text/plain; charset=utf-8";

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    private Answer(int status, Map<String, String> headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    static Answer of(int status, String contentType, byte[] body) {
        return new Answer(status, Map.of("Content-Type", contentType), body);
    }

    static Answer json(byte[] body) {
        return of(200, JSON, body);
    }

    static Answer error(ApiError error) {
        return of(error.type().status(), JSON, Json.error(error));
    }

    static Answer text(int status, String text) {
        return of(status, TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    static Answer empty() {
        return new Answer(204, Map.of(), new byte[0]);
    }

    static Answer notFound() {
        return text(404, "404 page not found\n");
    }

    /** What a path can be asked with. */
    static Answer allowed(String methods) {
        return new Answer(200, Map.of("Allow", methods), new byte[0]);
    }

    /** The path is there, but not for this method. */
    static Answer methodNotAllowed(String allowed) {
        return new Answer(
                405,
                Map.of("Content-Type", TEXT, "Allow", allowed),
                "Method Not Allowed\n".getBytes(StandardCharsets.UTF_8));
    }

    static Answer redirect(String path) {
        return new Answer(302, Map.of("Content-Type", "text/html; charset=utf-8", "Location", path), new byte[0]);
    }

    int size() {
        return body.length;
    }

    byte[] body() {
        return body;
    }

    void sendTo(ServerResponse response, byte[] encodedBody) {
        response.status(Status.create(status));
        headers.forEach((name, value) -> response.header(HeaderNames.create(name), value));
        response.header("X-Content-Type-Options", "nosniff");
        response.send(encodedBody);
    }
}
