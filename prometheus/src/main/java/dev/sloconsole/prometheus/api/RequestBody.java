package dev.sloconsole.prometheus.api;

import io.helidon.http.HttpMediaType;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What a request carries: its parameters, by address and by form, and bodies of a size that is bearable. */
final class RequestBody {

    private static final int MAX_FORM = 2 << 20;

    private RequestBody() {}

    /** @param post whether a form is read too */
    static Parameters parameters(ServerRequest request, boolean post) throws ApiError {
        String query = request.query().rawValue();
        String type = request.headers().contentType().map(HttpMediaType::text).orElse("");
        String form = type.toLowerCase(Locale.ROOT);
        if (post && form.startsWith("multipart/form-data")) {
            var fields = Multipart.fields(type, bytes(request, MAX_FORM));
            return new Parameters(query)
                    .withFirst(fields.orElseThrow(() -> ApiError.badData(
                            "error parsing form values: no multipart boundary param in Content-Type")));
        }
        if (!post || !form.startsWith("application/x-www-form-urlencoded")) {
            return new Parameters(query);
        }
        // As in Go, the form's values come before those of the address.
        return new Parameters(new String(bytes(request, MAX_FORM), StandardCharsets.UTF_8), query);
    }

    /** All bytes, of which there may be so many. */
    static byte[] bytes(ServerRequest request, int limit) throws ApiError {
        if (!request.content().hasEntity()) {
            return new byte[0];
        }
        try (InputStream in = request.content().inputStream()) {
            byte[] bytes = in.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw ApiError.badData("http: request body too large");
            }
            return bytes;
        } catch (IOException e) {
            throw ApiError.badData("error reading the request body: " + e.getMessage());
        }
    }
}
