package dev.sloconsole.prometheus.promql.parser;

/** A query that is not PromQL. The message is Prometheus's, without the position. */
public final class ParseException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Span span;

    ParseException(Span span, String message) {
        super(message);
        this.span = span;
    }

    public Span span() {
        return span;
    }

    /** The message as Prometheus gives it: {@code 1:5: parse error: unexpected end of input}. */
    public String describe(String query) {
        return span.startIn(query) + ": parse error: " + getMessage();
    }
}
