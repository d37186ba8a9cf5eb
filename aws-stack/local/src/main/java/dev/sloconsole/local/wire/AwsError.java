package dev.sloconsole.local.wire;

/** An error of AWS's own: a code and a text as AWS words them. */
public final class AwsError extends RuntimeException {

    private final String code;
    private final int status;

    public AwsError(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    /** The usual client error, HTTP status 400. */
    public AwsError(String code, String message) {
        this(400, code, message);
    }

    public String code() {
        return code;
    }

    public int status() {
        return status;
    }
}
