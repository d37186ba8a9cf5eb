package dev.sloconsole.prometheus.promql;

import dev.sloconsole.prometheus.promql.Nodes.SeriesWindow;
import dev.sloconsole.prometheus.promql.Nodes.WindowsNode;
import dev.sloconsole.prometheus.promql.parser.Expr.MatrixSelector;
import dev.sloconsole.prometheus.promql.parser.TimeShift;
import dev.sloconsole.prometheus.series.Series;
import java.util.Arrays;
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
        var selected = evaluation.query().series().select(matrix.selector().matchers(), from, to);
        evaluation.budget().hold(selected.stream().mapToLong(Series::size).sum());
        this.windows = selected.stream().map(RangeSelectorNode::window).toList();
    }

    private static SeriesWindow window(Series series) {
        var timestamps = new long[series.size()];
        var values = new double[series.size()];
        Arrays.setAll(timestamps, series::timestamp);
        Arrays.setAll(values, series::value);
        return SeriesWindow.of(series.labels(), false, timestamps, values, series.size());
    }

    @Override
    public List<SeriesWindow> at(long timeMillis) {
        long reference = evaluation.reference(shift, timeMillis);
        for (var window : windows) {
            window.moveTo(reference - rangeMillis, reference, timeMillis);
            evaluation.budget().looked(window.window().size());
        }
        evaluation.budget().check(0);
        return windows;
    }
}
