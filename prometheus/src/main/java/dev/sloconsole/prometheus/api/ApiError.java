package dev.sloconsole.prometheus.api;

/** A request that is answered by an error, in Prometheus's words. */
final class ApiError extends Exception {

    private final Type type;
    private final String text;

    /** The {@code errorType} of an answer, with the HTTP status that goes with it. */
    enum Type {
        BAD_DATA("bad_data", 400),
        NOT_FOUND("not_found", 404),
        EXECUTION("execution", 422),
        TIMEOUT("timeout", 503),
        UNAVAILABLE("unavailable", 503),
        INTERNAL("internal", 500);

        private final String text;
        private final int status;

        Type(String text, int status) {
            this.text = text;
            this.status = status;
        }

        String text() {
            return text;
        }

        int status() {
            return status;
        }
    }

    ApiError(Type type, String text) {
        super(text);
        this.type = type;
        this.text = text;
    }

    static ApiError badData(String text) {
        return new ApiError(Type.BAD_DATA, text);
    }

    static ApiError invalid(String parameter, String text) {
        return badData("invalid parameter \"" + parameter + "\": " + text);
    }

    Type type() {
        return type;
    }

    String text() {
        return text;
    }
}
