package dev.sloconsole.prometheus.promql.parser;

import dev.sloconsole.prometheus.golang.GoQuotes;
import dev.sloconsole.prometheus.promql.functions.ValueType;
import dev.sloconsole.prometheus.promql.parser.Matching.Cardinality;
import dev.sloconsole.prometheus.series.Labels;

/** Whether the parts of an expression fit together; what does not is said as Prometheus does. */
final class TypeCheck {

    private final String query;

    private TypeCheck(String query) {
        this.query = query;
    }

    static void check(Expr expr, String query) throws ParseException {
        new TypeCheck(query).visit(expr);
    }

    private void visit(Expr expr) throws ParseException {
        switch (expr) {
            case Expr.NumberLiteral number -> {}
            case Expr.StringLiteral string -> {}
            case Expr.VectorSelector selector -> selector(selector);
            case Expr.MatrixSelector matrix -> selector(matrix.selector());
            case Expr.Paren paren -> visit(paren.expr());
            case Expr.Subquery subquery -> {
                visit(subquery.expr());
                if (subquery.expr().type() != ValueType.VECTOR) {
                    throw new ParseException(
                            subquery.span(),
                            "subquery is only allowed on instant vector, got "
                                    + subquery.expr().type().brief() + " instead");
                }
            }
            case Expr.Unary unary -> {
                visit(unary.expr());
                if (!isNumeric(unary.expr())) {
                    throw new ParseException(
                            unary.span(),
                            "unary expression only allowed on expressions of type scalar or instant vector, got \""
                                    + unary.expr().type() + "\"");
                }
            }
            case Expr.Aggregate aggregate -> aggregate(aggregate);
            case Expr.Binary binary -> binary(binary);
            case Expr.Call call -> call(call);
        }
    }

    private static void selector(Expr.VectorSelector selector) throws ParseException {
        if (selector.name().isEmpty()) {
            if (selector.matchers().stream().allMatch(matcher -> matcher.matches(""))) {
                throw new ParseException(
                        selector.span(), "vector selector must contain at least one non-empty matcher");
            }
            return;
        }
        // The last matcher is the one made of the name in front of the braces.
        for (var matcher : selector.matchers().subList(0, selector.matchers().size() - 1)) {
            if (matcher.name().equals(Labels.NAME)) {
                throw new ParseException(
                        selector.span(),
                        "metric name must not be set twice: " + GoQuotes.quote(selector.name()) + " or "
                                + GoQuotes.quote(Printer.value(matcher)));
            }
        }
    }

    private void aggregate(Expr.Aggregate aggregate) throws ParseException {
        visit(aggregate.expr());
        expect(aggregate.expr(), ValueType.VECTOR, "aggregation expression");
        if (aggregate.parameter().isPresent()) {
            var parameter = aggregate.parameter().get();
            visit(parameter);
            boolean text = aggregate.op().parameter() == AggregateOp.Parameter.STRING;
            expect(parameter, text ? ValueType.STRING : ValueType.SCALAR, "aggregation parameter");
        }
    }

    private static void expect(Expr expr, ValueType wanted, String context) throws ParseException {
        if (expr.type() != wanted) {
            throw new ParseException(
                    expr.span(), "expected type " + wanted + " in " + context + ", got " + expr.type());
        }
    }

    private void binary(Expr.Binary binary) throws ParseException {
        visit(binary.left());
        visit(binary.right());
        var op = binary.op();
        var matching = binary.matching();
        if (binary.returnBool() && !op.isComparison()) {
            throw new ParseException(operatorSpan(binary), "bool modifier can only be used on comparison operators");
        }
        boolean leftScalar = binary.left().type() == ValueType.SCALAR;
        boolean rightScalar = binary.right().type() == ValueType.SCALAR;
        if (op.isComparison() && !binary.returnBool() && leftScalar && rightScalar) {
            throw new ParseException(operatorSpan(binary), "comparisons between scalars must use BOOL modifier");
        }
        for (var label : matching.labels()) {
            if (matching.on() && matching.include().contains(label)) {
                throw new ParseException(
                        operatorSpan(binary),
                        "label " + GoQuotes.quote(label) + " must not occur in ON and GROUP clause at once");
            }
        }
        for (var side : new Expr[] {binary.left(), binary.right()}) {
            if (!isNumeric(side)) {
                throw new ParseException(
                        side.span(), "binary expression must contain only scalar and instant vector types");
            }
        }
        if ((leftScalar || rightScalar) && !matching.labels().isEmpty()) {
            throw new ParseException(binary.span(), "vector matching only allowed between instant vectors");
        }
        if (op.isSet()) {
            if (leftScalar || rightScalar) {
                throw new ParseException(
                        binary.span(), "set operator \"" + op + "\" not allowed in binary scalar expression");
            }
            if (matching.cardinality() != Cardinality.ONE_TO_ONE) {
                throw new ParseException(binary.span(), "no grouping allowed for \"" + op + "\" operation");
            }
        }
    }

    private static boolean isNumeric(Expr expr) {
        return expr.type() == ValueType.SCALAR || expr.type() == ValueType.VECTOR;
    }

    /** From behind the left side to in front of the right one, without the blanks. */
    private Span operatorSpan(Expr.Binary binary) {
        int start = binary.left().span().end();
        while (start < query.length() && Character.isWhitespace(query.charAt(start))) {
            start++;
        }
        return new Span(start, binary.right().span().start());
    }

    private void call(Expr.Call call) throws ParseException {
        var function = call.function();
        int given = call.arguments().size();
        int most = function.parameters().size();
        if (function.optional() == 0) {
            if (given != most) {
                throw wrongCount(call, "expected " + most);
            }
        } else if (given < most - 1) {
            throw wrongCount(call, "expected at least " + (most - 1));
        } else if (function.optional() > 0 && given > most - 1 + function.optional()) {
            throw wrongCount(call, "expected at most " + (most - 1 + function.optional()));
        }
        for (int i = 0; i < given; i++) {
            var argument = call.arguments().get(i);
            visit(argument);
            var wanted = function.parameters().get(Math.min(i, most - 1));
            expect(argument, wanted, "call to function " + GoQuotes.quote(function.name()));
        }
    }

    private static ParseException wrongCount(Expr.Call call, String expected) {
        return new ParseException(
                call.span(),
                expected + " argument(s) in call to "
                        + GoQuotes.quote(call.function().name()) + ", got "
                        + call.arguments().size());
    }
}
