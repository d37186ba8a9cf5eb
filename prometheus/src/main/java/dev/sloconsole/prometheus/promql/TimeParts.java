package dev.sloconsole.prometheus.promql;

import dev.sloconsole.prometheus.promql.parser.Expr;
import dev.sloconsole.prometheus.promql.parser.TimeShift;
import java.util.ArrayList;
import java.util.List;

/**
 * A range query's time in parts, few enough to be quick and each small enough for memory. Each step of a range query
 * stands for itself, so the parts' answers one behind the other are the whole's.
 */
final class TimeParts {

    private final Evaluation whole;

    private TimeParts(Evaluation whole) {
        this.whole = whole;
    }

    static List<Evaluation> of(Expr expr, Evaluation whole) {
        long samples = new TimeParts(whole).samples(expr, whole.startMillis(), whole.endMillis());
        long most = whole.query().options().samplesAtOnce();
        long steps = (whole.endMillis() - whole.startMillis()) / whole.stepMillis() + 1;
        long parts = Math.min(steps, (samples + most - 1) / most);
        if (parts <= 1) {
            return List.of(whole);
        }
        long width = (steps + parts - 1) / parts * whole.stepMillis();
        var all = new ArrayList<Evaluation>();
        for (long from = whole.startMillis(); from <= whole.endMillis(); from += width) {
            long to = Math.min(from + width - whole.stepMillis(), whole.endMillis());
            all.add(whole.within(from, to, whole.stepMillis()));
        }
        return all;
    }

    /** At least as many samples as the expression reads between two moments. */
    private long samples(Expr expr, long from, long to) {
        return switch (expr) {
            case Expr.VectorSelector selector ->
                samples(selector, from, to, whole.query().options().lookback().toMillis());
            case Expr.MatrixSelector matrix -> samples(matrix.selector(), from, to, matrix.rangeMillis());
            case Expr.Subquery subquery ->
                samples(
                        subquery.expr(),
                        reference(subquery.shift(), from) - subquery.rangeMillis(),
                        reference(subquery.shift(), to));
            case Expr.Paren paren -> samples(paren.expr(), from, to);
            case Expr.Unary unary -> samples(unary.expr(), from, to);
            case Expr.Binary binary -> samples(binary.left(), from, to) + samples(binary.right(), from, to);
            case Expr.Aggregate aggregate -> samples(aggregate.expr(), from, to);
            case Expr.Call call ->
                call.arguments().stream()
                        .mapToLong(argument -> samples(argument, from, to))
                        .sum();
            case Expr.NumberLiteral number -> 0;
            case Expr.StringLiteral text -> 0;
        };
    }

    private long samples(Expr.VectorSelector selector, long from, long to, long back) {
        var shift = selector.shift();
        return whole.query()
                .series()
                .mostSamples(selector.matchers(), reference(shift, from) - back, reference(shift, to));
    }

    private long reference(TimeShift shift, long millis) {
        return whole.reference(shift, millis);
    }
}
