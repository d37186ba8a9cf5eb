package dev.sloconsole.prometheus.promql;

import dev.sloconsole.prometheus.promql.QueryResult.Rejected.Kind;

/** A query that cannot be evaluated to its end; the message is Prometheus's. */
final class QueryStopped extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    QueryStopped(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    static QueryStopped because(String message) {
        return new QueryStopped(Kind.EXECUTION, message);
    }

    static QueryStopped tooManySamples() {
        return because("query processing would load too many samples into memory in query execution");
    }

    static QueryStopped sameLabels() {
        return because("vector cannot contain metrics with the same labelset");
    }

    Kind kind() {
        return kind;
    }
}
