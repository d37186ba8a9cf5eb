package dev.sloconsole.session.traffic;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Locale;
import java.util.regex.Pattern;
import okhttp3.Response;

/** How a request ended for the user who sent it. */
enum Outcome {
    OK,
    CLIENT_ERROR,
    SERVER_ERROR,
    TIMEOUT,
    REFUSED,
    DROPPED;

    private static final Pattern PROXY_ERROR = Pattern.compile(";\\s*error=\"?([a-z_]+)");

    /**
     * What an answer means. A proxy that could not get one says so in {@code Proxy-Status}: that is not the app's word
     * but the network's. Redirects are not followed, so an answer below 200 or from 300 on helped the user as little as
     * a client error.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9209">RFC 9209: Proxy-Status</a>
     */
    static Outcome of(Response response) {
        for (String status : response.headers("Proxy-Status")) {
            var error = PROXY_ERROR.matcher(status.toLowerCase(Locale.ROOT));
            if (error.find()) {
                return error.group(1).contains("timeout") ? TIMEOUT : REFUSED;
            }
        }
        if (response.isSuccessful()) {
            return OK;
        }
        return response.code() >= 500 ? SERVER_ERROR : CLIENT_ERROR;
    }

    /** No answer: the time ran out, or nobody was there (any more). */
    static Outcome of(IOException failure) {
        return failure instanceof InterruptedIOException ? TIMEOUT : REFUSED;
    }
}
