package dev.sloconsole.prometheus.api;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** An HTTP answer before it is sent: put together already, or written while it is sent. */
final class Answer {

    /** Writes a body. */
    @FunctionalInterface
    interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    private static final int GZIP_FROM = 1_000;
    private static final String JSON = "application/json";
    private static final String TEXT = "text/plain; charset=utf-8";

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;
    private final Optional<Body> streamed;

    private Answer(int status, Map<String, String> headers, byte[] body) {
        this(status, headers, body, Optional.empty());
    }

    private Answer(int status, Map<String, String> headers, byte[] body, Optional<Body> streamed) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.streamed = streamed;
    }

    static Answer of(int status, String contentType, byte[] body) {
        return new Answer(status, Map.of("Content-Type", contentType), body);
    }

    static Answer json(byte[] body) {
        return of(200, JSON, body);
    }

    /** JSON that is too large to be put together first. */
    static Answer streamedJson(Body body) {
        return new Answer(200, Map.of("Content-Type", JSON), new byte[0], Optional.of(body));
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

    /** The whole body. */
    byte[] bytes() {
        if (streamed.isEmpty()) {
            return body;
        }
        var bytes = new ByteArrayOutputStream();
        try {
            streamed.get().writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    void sendTo(ServerResponse response, boolean gzip) {
        response.status(Status.create(status));
        headers.forEach((name, value) -> response.header(HeaderNames.create(name), value));
        response.header("X-Content-Type-Options", "nosniff");
        boolean zipped = gzip && (streamed.isPresent() || body.length >= GZIP_FROM);
        if (zipped) {
            response.header("Content-Encoding", "gzip");
            response.header("Vary", "Accept-Encoding");
        }
        try {
            if (streamed.isPresent()) {
                write(streamed.get(), response.outputStream(), zipped);
            } else if (zipped) {
                var bytes = new ByteArrayOutputStream();
                write(out -> out.write(body), bytes, true);
                response.send(bytes.toByteArray());
            } else {
                response.send(body);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Body body, OutputStream to, boolean zipped) throws IOException {
        try (var out = zipped ? new GZIPOutputStream(to) : to) {
            body.writeTo(out);
        }
    }
}
