package dev.sloconsole.prometheus.promql;

import dev.sloconsole.prometheus.promql.parser.Span;
import dev.sloconsole.prometheus.promql.parser.TimeShift;
import dev.sloconsole.prometheus.series.LabelMatcher;
import dev.sloconsole.prometheus.series.Labels;
import dev.sloconsole.prometheus.series.Series;
import dev.sloconsole.prometheus.series.SeriesReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One run over the steps {@code start, start + step, ... end} (all in milliseconds): a whole query, or a subquery
 * within it, which has steps of its own but shares everything else.
 */
final class Evaluation {

    /** What all runs of a query share. */
    record Query(
            SeriesReader series,
            QueryOptions options,
            Budget budget,
            Annotations annotations,
            long startMillis,
            long endMillis,
            Map<Labels, Labels> nameless,
            Map<Span, Map<Labels, Labels>> owners) {

        Query(
                SeriesReader series,
                QueryOptions options,
                Budget budget,
                Annotations annotations,
                long startMillis,
                long endMillis) {
            this(series, options, budget, annotations, startMillis, endMillis, new HashMap<>(), new HashMap<>());
        }
    }

    private final Query query;
    private final long startMillis;
    private final long endMillis;
    private final long stepMillis;

    Evaluation(Query query, long startMillis, long endMillis, long stepMillis) {
        this.query = query;
        this.startMillis = startMillis;
        this.endMillis = endMillis;
        this.stepMillis = stepMillis;
    }

    /** The run of a subquery within this one. */
    Evaluation within(long firstMillis, long lastMillis, long innerStepMillis) {
        return new Evaluation(query, firstMillis, lastMillis, innerStepMillis);
    }

    Query query() {
        return query;
    }

    Annotations annotations() {
        return query.annotations;
    }

    Budget budget() {
        return query.budget;
    }

    boolean delayedNameRemoval() {
        return query.options.delayedNameRemoval();
    }

    long startMillis() {
        return startMillis;
    }

    long endMillis() {
        return endMillis;
    }

    long stepMillis() {
        return stepMillis;
    }

    boolean hasOneStep() {
        return startMillis == endMillis;
    }

    /** The moment that a selector looks at when the run is at a step. */
    long reference(TimeShift shift, long timeMillis) {
        return shift.reference(timeMillis, query.startMillis, query.endMillis);
    }

    /** The samples of the series that a selector names; they stay in memory as long as this run. */
    List<Series> select(List<LabelMatcher> matchers, long fromMillis, long toMillis) {
        var selected = query.series
                .select(matchers, fromMillis, toMillis, query.options.mostAtOnce())
                .orElseThrow(QueryStopped::tooManySamples);
        query.budget.hold(selected.stream().mapToLong(Series::size).sum());
        return selected;
    }

    /** The series by the labels of what a call makes of them, in all parts of the query's time. */
    Map<Labels, Labels> ownersIn(Span call) {
        return query.owners.computeIfAbsent(call, c -> new HashMap<>());
    }

    /** Labels without the metric's name and what else says only what kind of metric it is. */
    Labels nameless(Labels labels) {
        return query.nameless.computeIfAbsent(labels, all -> all.without(Labels.NAME, "__type__", "__unit__"));
    }

    /** A result of an operation after which the metric's name no longer holds. */
    Sample renamed(Labels labels, double value) {
        return delayedNameRemoval() ? new Sample(labels, value, true) : new Sample(nameless(labels), value, false);
    }
}
