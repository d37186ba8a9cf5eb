package dev.sloconsole.prometheus.promql;

import dev.sloconsole.prometheus.promql.Nodes.SeriesWindow;
import dev.sloconsole.prometheus.promql.Nodes.WindowsNode;
import dev.sloconsole.prometheus.promql.parser.Expr.Subquery;
import dev.sloconsole.prometheus.promql.parser.TimeShift;
import java.util.List;

/**
 * The results of an expression at multiples of its own step, within the range before a step of the outer expression.
 * Evaluated once for all outer steps.
 */
final class SubqueryNode implements WindowsNode {

    private final Evaluation evaluation;
    private final TimeShift shift;
    private final long rangeMillis;
    private final List<SeriesWindow> windows;

    SubqueryNode(Evaluation evaluation, Subquery subquery) {
        this.evaluation = evaluation;
        this.shift = subquery.shift();
        this.rangeMillis = subquery.rangeMillis();
        long step = subquery.stepMillis() > 0
                ? subquery.stepMillis()
                : evaluation.query().options().subqueryStep().toMillis();
        long from = evaluation.reference(shift, evaluation.startMillis()) - rangeMillis;
        long to = evaluation.reference(shift, evaluation.endMillis());
        long first = Math.floorDiv(from, step) * step + step;
        var results = new SeriesCollector(evaluation);
        if (first <= to) {
            var inner = evaluation.within(first, first + (to - first) / step * step, step);
            var node = new Planner(inner).vector(subquery.expr());
            for (long time = first; time <= to; time += step) {
                results.add(time, node.at(time));
            }
        }
        this.windows = results.series().stream()
                .map(series -> SeriesWindow.of(
                        series.labels(), series.dropName(), series.timestamps(), series.values(), series.size()))
                .toList();
    }

    @Override
    public List<SeriesWindow> at(long timeMillis) {
        long reference = evaluation.reference(shift, timeMillis);
        for (var window : windows) {
            window.moveTo(reference - rangeMillis, reference, timeMillis);
        }
        evaluation.budget().check(0);
        return windows;
    }
}
