package dev.sloconsole.prometheus.promql.parser;

import java.nio.charset.StandardCharsets;

/** A part of a query's text, by the index of its first character and of the one after its last. */
public record Span(int start, int end) {

    /** From the start of this to the end of another. */
    public Span to(Span other) {
        return new Span(start, other.end);
    }

    /** Where it starts, as Prometheus says it: line and column, both from 1, the column in bytes. */
    public String startIn(String query) {
        if (start > query.length()) {
            return "invalid position";
        }
        var before = query.substring(0, start);
        int lineStart = before.lastIndexOf('\n') + 1;
        long line = before.chars().filter(c -> c == '\n').count() + 1;
        int column = before.substring(lineStart).getBytes(StandardCharsets.UTF_8).length + 1;
        return line + ":" + column;
    }
}
