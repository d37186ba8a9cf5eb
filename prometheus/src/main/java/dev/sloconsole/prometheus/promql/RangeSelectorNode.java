package dev.sloconsole.prometheus.promql;

import dev.sloconsole.prometheus.promql.Nodes.SeriesWindow;
import dev.sloconsole.prometheus.promql.Nodes.WindowsNode;
import dev.sloconsole.prometheus.promql.parser.Expr.MatrixSelector;
import dev.sloconsole.prometheus.promql.parser.TimeShift;
import dev.sloconsole.prometheus.series.Series;
import java.util.List;

/** The samples of each selected series within the range before a step. */
final class RangeSelectorNode implements WindowsNode {

    private final Evaluation evaluation;
    private final TimeShift shift;
    private final long rangeMillis;
    private final List<SeriesWindow> windows;

    RangeSelectorNode(Evaluation evaluation, MatrixSelector matrix) {
        this.evaluation = evaluation;
        this.shift = matrix.selector().shift();
        this.rangeMillis = matrix.rangeMillis();
        long from = evaluation.reference(shift, evaluation.startMillis()) - rangeMillis;
        long to = evaluation.reference(shift, evaluation.endMillis());
        var selected = evaluation.select(matrix.selector().matchers(), from, to);
        this.windows = selected.stream().map(RangeSelectorNode::window).toList();
    }

    private static SeriesWindow window(Series series) {
        return SeriesWindow.of(series.labels(), false, series.timestamps(), series.values(), series.size());
    }

    @Override
    public List<SeriesWindow> at(long timeMillis) {
        long reference = evaluation.reference(shift, timeMillis);
        long looked = 0;
        for (var window : windows) {
            window.moveTo(reference - rangeMillis, reference, timeMillis);
            looked += window.window().size();
        }
        evaluation.budget().looked(looked);
        evaluation.budget().check(0);
        return windows;
    }
}
