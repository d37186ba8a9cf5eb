package dev.sloconsole.prometheus.promql;

import java.util.List;

/** A query's outcome: a value together with what is to be said about it, or a refusal. */
public sealed interface QueryResult {

    /** A value and its annotations, in Prometheus's words. */
    record Value(PromValue value, List<String> warnings, List<String> infos) implements QueryResult {
        public Value {
            warnings = List.copyOf(warnings);
            infos = List.copyOf(infos);
        }
    }

    /** The query was not evaluated to its end; the message is Prometheus's, with the position where there is one. */
    record Rejected(Kind kind, String message) implements QueryResult {

        /** What a refusal is due to, by the names of the HTTP API's {@code errorType}. */
        public enum Kind {
            BAD_DATA,
            EXECUTION,
            TIMEOUT
        }
    }
}
