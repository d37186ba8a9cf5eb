package dev.sloconsole.prometheus.promql;

import dev.sloconsole.prometheus.promql.CallNodes.Scalars;
import dev.sloconsole.prometheus.promql.Nodes.SeriesWindow;
import dev.sloconsole.prometheus.promql.Nodes.VectorNode;
import dev.sloconsole.prometheus.promql.Nodes.WindowsNode;
import dev.sloconsole.prometheus.promql.functions.Behaviour.OfRange;
import dev.sloconsole.prometheus.promql.functions.Behaviour.Trait;
import dev.sloconsole.prometheus.promql.functions.Function;
import dev.sloconsole.prometheus.promql.parser.Span;
import dev.sloconsole.prometheus.series.Labels;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** A function of the samples of a range, for each series by itself. */
final class RangeCallNode implements VectorNode {

    private final Evaluation evaluation;
    private final Function function;
    private final OfRange behaviour;
    private final WindowsNode windows;
    private final Scalars scalars;
    private final Span argument;
    private final IdentityHashMap<SeriesWindow, Labels> named = new IdentityHashMap<>();

    RangeCallNode(
            Evaluation evaluation,
            Function function,
            OfRange behaviour,
            WindowsNode windows,
            Scalars scalars,
            Span argument) {
        this.evaluation = evaluation;
        this.function = function;
        this.behaviour = behaviour;
        this.windows = windows;
        this.scalars = scalars;
        this.argument = argument;
    }

    @Override
    public List<Sample> at(long timeMillis) {
        var numbers = scalars.at(timeMillis);
        var samples = new ArrayList<Sample>();
        for (var series : windows.at(timeMillis)) {
            if (series.isEmpty()) {
                continue;
            }
            var result = result(series, numbers);
            if (result.isPresent()) {
                boolean dropName = series.dropName() || !behaviour.has(Trait.KEEPS_NAME);
                samples.add(new Sample(
                        resultLabels(series, dropName),
                        result.getAsDouble(),
                        dropName && evaluation.delayedNameRemoval()));
            }
        }
        return samples;
    }

    private OptionalDouble result(SeriesWindow series, double[] numbers) {
        var ofNumbers = Optional.<OptionalDouble>empty();
        if (!series.window().isEmpty()) {
            if (function.takesQuantile()) {
                evaluation.annotations().checkQuantile(numbers[0], argument);
            }
            ofNumbers = Optional.of(behaviour.onRange().apply(series.window(), numbers));
        }
        return series.hasHistograms()
                ? NativeHistograms.overRange(
                        evaluation.annotations(),
                        function.name(),
                        behaviour.histograms(),
                        series,
                        series.histograms().orElseThrow(),
                        argument,
                        ofNumbers)
                : ofNumbers.orElse(OptionalDouble.empty());
    }

    /** The labels of a series' results; the first time, also says what is to be said about the series. */
    private Labels resultLabels(SeriesWindow series, boolean dropName) {
        var known = named.get(series);
        if (known != null) {
            return known;
        }
        var labels = series.labels();
        if (behaviour.has(Trait.FOR_COUNTERS)) {
            var metric = labels.get(Labels.NAME);
            if (!metric.isEmpty() && !isNamedAsCounter(metric)) {
                evaluation.annotations().possiblyNoCounter(metric, argument);
            }
        }
        if (dropName && !evaluation.delayedNameRemoval()) {
            labels = evaluation.nameless(labels);
        }
        named.put(series, labels);
        var owner = evaluation.ownersIn(argument).put(labels, series.labels());
        if (owner != null && !owner.equals(series.labels())) {
            throw QueryStopped.sameLabels();
        }
        return labels;
    }

    private static boolean isNamedAsCounter(String metric) {
        return metric.endsWith("_total")
                || metric.endsWith("_sum")
                || metric.endsWith("_count")
                || metric.endsWith("_bucket");
    }
}
