package dev.sloconsole.prometheus.promql;

import dev.sloconsole.prometheus.promql.Nodes.VectorNode;
import dev.sloconsole.prometheus.promql.parser.Expr.VectorSelector;
import dev.sloconsole.prometheus.promql.parser.TimeShift;
import dev.sloconsole.prometheus.series.Series;
import dev.sloconsole.prometheus.series.StaleMarker;
import java.util.ArrayList;
import java.util.List;

/** The newest sample of each selected series, unless it is too old or a stale marker. */
final class SelectorNode implements VectorNode {

    private final Evaluation evaluation;
    private final TimeShift shift;
    private final long lookbackMillis;
    private final List<Cursor> cursors;

    SelectorNode(Evaluation evaluation, VectorSelector selector) {
        this.evaluation = evaluation;
        this.shift = selector.shift();
        this.lookbackMillis = evaluation.query().options().lookback().toMillis();
        long from = evaluation.reference(shift, evaluation.startMillis()) - lookbackMillis;
        long to = evaluation.reference(shift, evaluation.endMillis());
        this.cursors = evaluation.select(selector.matchers(), from, to).stream()
                .map(Cursor::new)
                .toList();
    }

    private static final class Cursor {
        final Series series;
        int next;

        Cursor(Series series) {
            this.series = series;
        }

        void moveTo(long millis) {
            while (next < series.size() && series.timestamp(next) <= millis) {
                next++;
            }
        }
    }

    @Override
    public List<Sample> at(long timeMillis) {
        return at(timeMillis, false);
    }

    /** The samples' own timestamps in seconds, in place of their values. */
    List<Sample> timestamps(long timeMillis) {
        return at(timeMillis, true);
    }

    private List<Sample> at(long timeMillis, boolean timestamps) {
        long reference = evaluation.reference(shift, timeMillis);
        var samples = new ArrayList<Sample>(cursors.size());
        for (var cursor : cursors) {
            cursor.moveTo(reference);
            int newest = cursor.next - 1;
            if (newest < 0) {
                continue;
            }
            var series = cursor.series;
            if (series.timestamp(newest) > reference - lookbackMillis && !StaleMarker.isStale(series.value(newest))) {
                double value = timestamps ? series.timestamp(newest) / 1000.0 : series.value(newest);
                samples.add(new Sample(series.labels(), value));
            }
        }
        evaluation.budget().looked(samples.size());
        evaluation.budget().check(samples.size());
        return samples;
    }
}
