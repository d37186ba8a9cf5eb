package dev.sloconsole.prometheus.promql.engine;

import dev.sloconsole.prometheus.promql.engine.Nodes.ScalarNode;
import dev.sloconsole.prometheus.promql.engine.Nodes.SeriesWindow;
import dev.sloconsole.prometheus.promql.engine.Nodes.VectorNode;
import dev.sloconsole.prometheus.promql.engine.Nodes.WindowsNode;
import dev.sloconsole.prometheus.promql.functions.RangeFunctions;
import dev.sloconsole.prometheus.promql.parser.Span;
import dev.sloconsole.prometheus.series.Labels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** A function of the samples of a range, for each series by itself. */
final class RangeCallNode implements VectorNode {

    /** These give back what was stored, so the name still holds. */
    private static final Set<String> NAME_KEEPING = Set.of("last_over_time", "first_over_time");

    private static final Set<String> FOR_COUNTERS = Set.of("rate", "increase");

    private final Evaluation evaluation;
    private final String function;
    private final RangeFunctions.Behaviour behaviour;
    private final WindowsNode windows;
    private final ScalarNode parameter;
    private final Span argument;
    private final IdentityHashMap<SeriesWindow, Labels> named = new IdentityHashMap<>();
    private final Map<Labels, SeriesWindow> owners = new HashMap<>();

    RangeCallNode(Evaluation evaluation, String function, WindowsNode windows, ScalarNode parameter, Span argument) {
        this.evaluation = evaluation;
        this.function = function;
        this.behaviour = RangeFunctions.behaviour(function);
        this.windows = windows;
        this.parameter = parameter;
        this.argument = argument;
    }

    @Override
    public List<Sample> at(long timeMillis) {
        double scalar = parameter.at(timeMillis);
        var samples = new ArrayList<Sample>();
        for (var series : windows.at(timeMillis)) {
            if (series.isEmpty()) {
                continue;
            }
            var result = result(series, scalar);
            if (result.isPresent()) {
                boolean dropName = series.dropName() || !NAME_KEEPING.contains(function);
                samples.add(new Sample(
                        resultLabels(series, dropName),
                        result.getAsDouble(),
                        dropName && evaluation.delayedNameRemoval()));
            }
        }
        return samples;
    }

    private OptionalDouble result(SeriesWindow series, double scalar) {
        var ofNumbers = Optional.<OptionalDouble>empty();
        if (!series.window().isEmpty()) {
            if (function.equals("quantile_over_time") && !(scalar >= 0 && scalar <= 1)) {
                evaluation.annotations().invalidQuantile(scalar, argument);
            }
            ofNumbers = Optional.of(behaviour.apply(series.window(), scalar));
        }
        return series.hasHistograms()
                ? NativeHistograms.overRange(
                        evaluation.annotations(),
                        function,
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
        if (FOR_COUNTERS.contains(function)) {
            var metric = labels.get(Labels.NAME);
            if (!metric.isEmpty() && !isNamedAsCounter(metric)) {
                evaluation.annotations().possiblyNoCounter(metric, argument);
            }
        }
        if (dropName && !evaluation.delayedNameRemoval()) {
            labels = evaluation.nameless(labels);
        }
        named.put(series, labels);
        if (owners.put(labels, series) != null && !function.equals("absent_over_time")) {
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
