package dev.sloconsole.view.query;

import dev.sloconsole.prometheus.promql.QueryResult;
import dev.sloconsole.prometheus.promql.QueryResult.Rejected;

/** What came of a question. */
public record Answer(Question question, QueryResult result) {

    /** Whether the query is refused at every moment alike. */
    public boolean misspelt() {
        return result instanceof Rejected(var kind, var message) && kind == Rejected.Kind.BAD_DATA;
    }
}
