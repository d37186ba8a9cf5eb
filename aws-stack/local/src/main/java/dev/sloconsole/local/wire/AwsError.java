package dev.sloconsole.local.wire;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** An error of AWS's own: a code and a text as AWS words them, and for some codes further fields. */
public final class AwsError extends RuntimeException {

    private final String code;
    private final int status;
    private final String text;
    private final Map<String, String> details;

    public AwsError(int status, String code, String message) {
        this(status, code, message, Map.of());
    }

    /** @param details what the service's model of this error holds besides the message, sorted by field name */
    public AwsError(int status, String code, String message, Map<String, String> details) {
        super(message);
        this.status = status;
        this.code = code;
        this.text = message;
        this.details = Collections.unmodifiableMap(new TreeMap<>(details));
    }

    /** The usual client error, HTTP status 400. */
    public AwsError(String code, String message) {
        this(400, code, message);
    }

    public String code() {
        return code;
    }

    /** What {@link #getMessage} says, never null. */
    public String text() {
        return text;
    }

    public Map<String, String> details() {
        return details;
    }

    public int status() {
        return status;
    }
}
