package dev.sloconsole.prometheus.promql.parser;

/** A word of a query, as written. */
record Token(Kind kind, String text, Span span) {

    enum Kind {
        END,
        IDENTIFIER,
        METRIC_IDENTIFIER,
        NUMBER,
        DURATION,
        STRING,
        OPERATOR,
        KEYWORD,
        AGGREGATOR,
        /** Brackets of all shapes, comma, colon, at. */
        PUNCTUATION
    }

    boolean is(String wanted) {
        return kind != Kind.STRING && text.equalsIgnoreCase(wanted);
    }

    /** As Prometheus names it after "unexpected". */
    String describe() {
        return switch (kind) {
            case END -> "end of input";
            case IDENTIFIER -> "identifier " + Quoting.quote(text);
            case METRIC_IDENTIFIER -> "metric identifier " + Quoting.quote(text);
            case NUMBER -> "number " + shortened();
            case DURATION -> "duration " + shortened();
            case STRING -> "string " + shortened();
            case OPERATOR -> "<op:" + text + ">";
            case KEYWORD -> "<" + text + ">";
            case AGGREGATOR -> "<aggr:" + text + ">";
            case PUNCTUATION -> Quoting.quote(text);
        };
    }

    private String shortened() {
        return text.length() > 10 ? Quoting.quote(text.substring(0, 10)) + "..." : Quoting.quote(text);
    }
}
