package dev.sloconsole.prometheus.promql.parser;

import dev.sloconsole.prometheus.promql.functions.Function;
import dev.sloconsole.prometheus.promql.functions.ValueType;
import dev.sloconsole.prometheus.series.LabelMatcher;
import java.util.List;
import java.util.Optional;

/** An expression of PromQL, with the part of the query that it was read from. */
public sealed interface Expr {

    Span span();

    ValueType type();

    record NumberLiteral(double value, Span span) implements Expr {
        @Override
        public ValueType type() {
            return ValueType.SCALAR;
        }
    }

    record StringLiteral(String value, Span span) implements Expr {
        @Override
        public ValueType type() {
            return ValueType.STRING;
        }
    }

    /**
     * Series chosen by their labels, as of one moment.
     *
     * @param name the metric's name as written before the braces, or an empty string
     * @param matchers all conditions, that on the name among them
     */
    record VectorSelector(String name, List<LabelMatcher> matchers, TimeShift shift, Span span) implements Expr {
        public VectorSelector {
            matchers = List.copyOf(matchers);
        }

        @Override
        public ValueType type() {
            return ValueType.VECTOR;
        }
    }

    /** The samples of a selector over the time before a moment: {@code name[5m]}. */
    record MatrixSelector(VectorSelector selector, long rangeMillis, Span span) implements Expr {
        @Override
        public ValueType type() {
            return ValueType.MATRIX;
        }
    }

    /**
     * An expression evaluated again and again over the time before a moment: {@code expr[30m:1m]}.
     *
     * @param stepMillis 0 where it is left to the engine
     */
    record Subquery(Expr expr, long rangeMillis, long stepMillis, TimeShift shift, Span span) implements Expr {
        @Override
        public ValueType type() {
            return ValueType.MATRIX;
        }
    }

    record Unary(boolean negative, Expr expr, Span span) implements Expr {
        @Override
        public ValueType type() {
            return expr.type();
        }
    }

    /** @param returnBool whether a comparison gives 0 or 1 rather than leaving out what it is not true of */
    record Binary(BinaryOp op, Expr left, Expr right, Matching matching, boolean returnBool, Span span)
            implements Expr {
        @Override
        public ValueType type() {
            return left.type() == ValueType.SCALAR && right.type() == ValueType.SCALAR
                    ? ValueType.SCALAR
                    : ValueType.VECTOR;
        }
    }

    record Aggregate(
            AggregateOp op, Optional<Expr> parameter, Expr expr, List<String> grouping, boolean without, Span span)
            implements Expr {
        public Aggregate {
            grouping = List.copyOf(grouping);
        }

        @Override
        public ValueType type() {
            return ValueType.VECTOR;
        }
    }

    record Call(Function function, List<Expr> arguments, Span span) implements Expr {
        public Call {
            arguments = List.copyOf(arguments);
        }

        @Override
        public ValueType type() {
            return function.returns();
        }
    }

    record Paren(Expr expr, Span span) implements Expr {
        @Override
        public ValueType type() {
            return expr.type();
        }
    }

    /** This expression without the parentheses around it. */
    default Expr bare() {
        Expr inner = this;
        while (inner instanceof Paren paren) {
            inner = paren.expr;
        }
        return inner;
    }
}
