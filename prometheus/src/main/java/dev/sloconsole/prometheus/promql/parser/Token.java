package dev.sloconsole.prometheus.promql.parser;

import dev.sloconsole.prometheus.golang.GoQuotes;

/** A word of a query, as written. */
record Token(Kind kind, String text, Span span) {

    enum Kind {
        END,
        /** Not a word; the text says what is wrong with it. */
        ERROR,
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
        return kind != Kind.STRING && kind != Kind.ERROR && text.equalsIgnoreCase(wanted);
    }

    /** Whether it is made of letters: a name, or a word that has a meaning in other places. */
    boolean isWord() {
        return switch (kind) {
            case IDENTIFIER, METRIC_IDENTIFIER, KEYWORD, AGGREGATOR -> true;
            case OPERATOR -> Character.isLetter(text.charAt(0));
            case END, ERROR, NUMBER, DURATION, STRING, PUNCTUATION -> false;
        };
    }

    /** As Prometheus names it after "unexpected". */
    String describe() {
        return switch (kind) {
            case END -> "end of input";
            case IDENTIFIER -> "identifier " + GoQuotes.quote(text);
            case METRIC_IDENTIFIER -> "metric identifier " + GoQuotes.quote(text);
            case NUMBER -> "number " + shortened();
            case DURATION -> "duration " + shortened();
            case STRING -> "string " + shortened();
            case OPERATOR -> text.equals("=") ? "\"=\"" : "<op:" + text + ">";
            case KEYWORD -> "<" + text + ">";
            case AGGREGATOR -> "<aggr:" + text + ">";
            case PUNCTUATION -> text.equals("@") ? "<op:@>" : GoQuotes.quote(text);
            case ERROR -> text;
        };
    }

    private String shortened() {
        return text.length() > 10 ? GoQuotes.quote(text.substring(0, 10)) + "..." : GoQuotes.quote(text);
    }
}
