package dev.sloconsole.prometheus.promql;

import dev.sloconsole.prometheus.promql.parser.Durations;
import dev.sloconsole.prometheus.promql.parser.Expr;
import dev.sloconsole.prometheus.promql.parser.ParseException;
import dev.sloconsole.prometheus.promql.parser.Parser;
import dev.sloconsole.prometheus.promql.parser.Printer;
import dev.sloconsole.prometheus.series.LabelMatcher;
import java.util.List;
import java.util.OptionalLong;

/** PromQL as text: reading it without evaluating it, for rule files and the HTTP API. */
public final class Promql {

    private Promql() {}

    /** What became of a text. */
    public sealed interface Parsed {

        /** It is an expression, and its types fit together. */
        record Expression(Expr expr) implements Parsed {}

        /**
         * It is not.
         *
         * @param message in Prometheus's words, with the position: {@code 1:5: parse error: unexpected ...}
         * @param offset the index in the text of what is wrong
         */
        record ParseError(String message, int offset) implements Parsed {}
    }

    /** Reads an expression and checks its types. */
    public static Parsed parse(String query) {
        try {
            return new Parsed.Expression(Parser.parse(query));
        } catch (ParseException e) {
            return new Parsed.ParseError(e.describe(query), e.span().start());
        }
    }

    /** What became of a selector. */
    public sealed interface Selected {

        record Matchers(List<LabelMatcher> matchers) implements Selected {
            public Matchers {
                matchers = List.copyOf(matchers);
            }
        }

        record Wrong(String message) implements Selected {}
    }

    /** Reads a series selector such as {@code up{job="app"}}, as {@code match[]} of the HTTP API takes it. */
    public static Selected parseSelector(String selector) {
        try {
            return new Selected.Matchers(Parser.parseSelector(selector));
        } catch (ParseException e) {
            return new Selected.Wrong(e.describe(selector));
        }
    }

    /** The expression in the form in which Prometheus prints it. */
    public static String print(Expr expr) {
        return Printer.print(expr);
    }

    /** A duration such as {@code 1h30m} in milliseconds, or nothing where it is not one. */
    public static OptionalLong parseDurationMillis(String text) {
        return Durations.parseMillis(text);
    }

    /** A duration in Prometheus's form. */
    public static String printDuration(long millis) {
        return Durations.format(millis);
    }
}
