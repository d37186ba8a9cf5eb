package dev.sloconsole.local.wire;

/** An error of AWS's own: a code and a text as AWS words them. */
public final class AwsError extends RuntimeException {

    private final String code;
    private final int status;
    private final String text;

    public AwsError(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
        this.text = message;
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

    public int status() {
        return status;
    }
}
