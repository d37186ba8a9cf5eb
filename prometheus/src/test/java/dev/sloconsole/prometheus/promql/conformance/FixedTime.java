package dev.sloconsole.prometheus.promql.conformance;

import dev.sloconsole.prometheus.promql.parser.Expr;
import dev.sloconsole.prometheus.promql.parser.TimeShift;
import java.util.Optional;
import java.util.Set;

/** Fixes the selectors of an expression to one moment. */
final class FixedTime {

    private static final Set<String> UNSAFE = Set.of(
            "days_in_month",
            "day_of_month",
            "day_of_week",
            "day_of_year",
            "hour",
            "minute",
            "month",
            "year",
            "predict_linear",
            "time",
            "timestamp");

    private FixedTime() {}

    /** Whether the result depends on when it is evaluated, even with all selectors fixed. */
    static boolean dependsOnEvaluationTime(Expr expr) {
        return switch (expr) {
            case Expr.Call call ->
                UNSAFE.contains(call.function().name())
                        || call.arguments().stream().anyMatch(FixedTime::dependsOnEvaluationTime);
            case Expr.Binary binary ->
                dependsOnEvaluationTime(binary.left()) || dependsOnEvaluationTime(binary.right());
            case Expr.Aggregate aggregate ->
                dependsOnEvaluationTime(aggregate.expr())
                        || aggregate
                                .parameter()
                                .filter(FixedTime::dependsOnEvaluationTime)
                                .isPresent();
            case Expr.Unary unary -> dependsOnEvaluationTime(unary.expr());
            case Expr.Paren paren -> dependsOnEvaluationTime(paren.expr());
            case Expr.Subquery subquery -> dependsOnEvaluationTime(subquery.expr());
            case Expr.MatrixSelector matrix -> dependsOnEvaluationTime(matrix.selector());
            case Expr.VectorSelector selector ->
                selector.shift()
                        .at()
                        .filter(at -> !(at instanceof TimeShift.At.Time))
                        .isPresent();
            case Expr.NumberLiteral number -> false;
            case Expr.StringLiteral string -> false;
        };
    }

    /** The expression with {@code @} on every selector that has none, and is not within a subquery that has one. */
    static Expr at(Expr expr, long millis) {
        return switch (expr) {
            case Expr.Call call ->
                new Expr.Call(
                        call.function(),
                        call.arguments().stream()
                                .map(argument -> at(argument, millis))
                                .toList(),
                        call.span());
            case Expr.Binary binary ->
                new Expr.Binary(
                        binary.op(),
                        at(binary.left(), millis),
                        at(binary.right(), millis),
                        binary.matching(),
                        binary.returnBool(),
                        binary.span());
            case Expr.Aggregate aggregate ->
                new Expr.Aggregate(
                        aggregate.op(),
                        aggregate.parameter().map(parameter -> at(parameter, millis)),
                        at(aggregate.expr(), millis),
                        aggregate.grouping(),
                        aggregate.without(),
                        aggregate.span());
            case Expr.Unary unary -> new Expr.Unary(unary.negative(), at(unary.expr(), millis), unary.span());
            case Expr.Paren paren -> new Expr.Paren(at(paren.expr(), millis), paren.span());
            case Expr.Subquery subquery ->
                new Expr.Subquery(
                        subquery.expr(),
                        subquery.rangeMillis(),
                        subquery.stepMillis(),
                        fixed(subquery.shift(), millis),
                        subquery.span());
            case Expr.MatrixSelector matrix ->
                new Expr.MatrixSelector(fixed(matrix.selector(), millis), matrix.rangeMillis(), matrix.span());
            case Expr.VectorSelector selector -> fixed(selector, millis);
            case Expr.NumberLiteral number -> number;
            case Expr.StringLiteral string -> string;
        };
    }

    private static Expr.VectorSelector fixed(Expr.VectorSelector selector, long millis) {
        return new Expr.VectorSelector(
                selector.name(), selector.matchers(), fixed(selector.shift(), millis), selector.span());
    }

    private static TimeShift fixed(TimeShift shift, long millis) {
        return shift.at().isPresent()
                ? shift
                : new TimeShift(Optional.of(new TimeShift.At.Time(millis)), shift.offsetMillis());
    }
}
