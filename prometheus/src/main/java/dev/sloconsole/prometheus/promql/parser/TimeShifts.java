package dev.sloconsole.prometheus.promql.parser;

import dev.sloconsole.prometheus.promql.parser.Expr.MatrixSelector;
import dev.sloconsole.prometheus.promql.parser.Expr.Subquery;
import dev.sloconsole.prometheus.promql.parser.Expr.VectorSelector;
import java.util.Optional;

/** Puts {@code offset} and {@code @} on the expressions that can take them. */
final class TimeShifts {

    private TimeShifts() {}

    static Expr offset(Expr expr, long offsetMillis, int end) throws ParseException {
        var shift = shiftOf(expr, "offset modifier");
        if (shift.offsetMillis() != 0) {
            throw new ParseException(expr.span(), "offset may not be set multiple times");
        }
        return with(expr, new TimeShift(shift.at(), offsetMillis), end);
    }

    static Expr at(Expr expr, TimeShift.At at, int end) throws ParseException {
        var shift = shiftOf(expr, "@ modifier");
        if (shift.at().isPresent()) {
            throw new ParseException(expr.span(), "@ <timestamp> may not be set multiple times");
        }
        return with(expr, new TimeShift(Optional.of(at), shift.offsetMillis()), end);
    }

    private static TimeShift shiftOf(Expr expr, String what) throws ParseException {
        return switch (expr) {
            case VectorSelector selector -> selector.shift();
            case MatrixSelector matrix -> matrix.selector().shift();
            case Subquery subquery -> subquery.shift();
            default ->
                throw new ParseException(
                        expr.span(),
                        what + " must be preceded by an instant vector selector or range vector selector"
                                + " or a subquery");
        };
    }

    private static Expr with(Expr expr, TimeShift shift, int end) {
        var span = new Span(expr.span().start(), end);
        return switch (expr) {
            case VectorSelector selector -> new VectorSelector(selector.name(), selector.matchers(), shift, span);
            case MatrixSelector matrix -> {
                var inner = matrix.selector();
                yield new MatrixSelector(
                        new VectorSelector(inner.name(), inner.matchers(), shift, inner.span()),
                        matrix.rangeMillis(),
                        span);
            }
            case Subquery subquery ->
                new Subquery(subquery.expr(), subquery.rangeMillis(), subquery.stepMillis(), shift, span);
            default -> throw new IllegalArgumentException("No time shift on " + expr);
        };
    }
}
