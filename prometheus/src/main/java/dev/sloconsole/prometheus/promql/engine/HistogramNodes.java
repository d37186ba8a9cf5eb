package dev.sloconsole.prometheus.promql.engine;

import dev.sloconsole.prometheus.promql.engine.Nodes.VectorNode;
import dev.sloconsole.prometheus.promql.functions.Buckets;
import dev.sloconsole.prometheus.promql.parser.Expr;
import dev.sloconsole.prometheus.promql.parser.Span;
import dev.sloconsole.prometheus.series.Labels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** {@code histogram_quantile} and {@code histogram_fraction} of classic histograms. */
final class HistogramNodes {

    private static final String BOUND = "le";

    private final Evaluation evaluation;
    private final Span vectorSpan;
    private final Map<Labels, Labels> withoutBound = new HashMap<>();

    private HistogramNodes(Evaluation evaluation, Span vectorSpan) {
        this.evaluation = evaluation;
        this.vectorSpan = vectorSpan;
    }

    static VectorNode quantile(Evaluation evaluation, Planner planner, Expr.Call call) {
        var fraction = planner.scalar(call.arguments().get(0));
        var vector = planner.vector(call.arguments().get(1));
        var fractionSpan = call.arguments().get(0).span();
        var node = new HistogramNodes(evaluation, call.arguments().get(1).span());
        return time -> {
            double q = fraction.at(time);
            if (!(q >= 0 && q <= 1)) {
                evaluation.annotations().invalidQuantile(q, fractionSpan);
            }
            var results = new ArrayList<Sample>();
            node.group(vector.at(time)).forEach((labels, buckets) -> {
                var quantile = buckets.quantile(q);
                quantile.forced().ifPresent(forced -> {
                    evaluation.annotations().forcedMonotonic(node.metricName(labels), node.vectorSpan, time, forced);
                });
                results.add(evaluation.renamed(labels, quantile.value()));
            });
            return SameLabels.refuse(evaluation, results);
        };
    }

    static VectorNode fraction(Evaluation evaluation, Planner planner, Expr.Call call) {
        var lower = planner.scalar(call.arguments().get(0));
        var upper = planner.scalar(call.arguments().get(1));
        var vector = planner.vector(call.arguments().get(2));
        var node = new HistogramNodes(evaluation, call.arguments().get(2).span());
        return time -> {
            double from = lower.at(time);
            double to = upper.at(time);
            var results = new ArrayList<Sample>();
            node.group(vector.at(time)).forEach((labels, buckets) ->
                    results.add(evaluation.renamed(labels, buckets.fraction(from, to))));
            return SameLabels.refuse(evaluation, results);
        };
    }

    /** The histograms of a vector, by their labels without the bound. */
    private Map<Labels, Buckets> group(List<Sample> vector) {
        var histograms = new LinkedHashMap<Labels, Buckets>();
        for (var sample : vector) {
            if (NativeHistograms.is(sample)) {
                continue;
            }
            var text = sample.labels().get(BOUND);
            var bound = bound(text);
            if (bound.isEmpty()) {
                evaluation.annotations().badBucketLabel(metricName(sample.labels()), text, vectorSpan);
                continue;
            }
            var labels = withoutBound.computeIfAbsent(sample.labels(), all -> all.without(BOUND));
            histograms.computeIfAbsent(labels, key -> new Buckets()).add(bound.getAsDouble(), sample.value());
        }
        for (var sample : vector) {
            if (NativeHistograms.is(sample)) {
                if (histograms.remove(sample.labels()) == null) {
                    throw NativeHistograms.notSupported("a quantile or fraction was asked of", sample.labels());
                }
                evaluation.annotations().mixedHistograms(metricName(sample.labels()), vectorSpan);
            }
        }
        return histograms;
    }

    /** The name for a remark; without delayed removal of names there is none to rely on. */
    private String metricName(Labels labels) {
        return evaluation.delayedNameRemoval() ? labels.get(Labels.NAME) : "";
    }

    private static OptionalDouble bound(String text) {
        return switch (text) {
            case "+Inf", "Inf", "inf", "+inf" -> OptionalDouble.of(Double.POSITIVE_INFINITY);
            case "-Inf", "-inf" -> OptionalDouble.of(Double.NEGATIVE_INFINITY);
            default -> {
                try {
                    yield text.isBlank() || !text.strip().equals(text) || text.matches(".*[dDfFn]")
                            ? OptionalDouble.empty()
                            : OptionalDouble.of(Double.parseDouble(text));
                } catch (NumberFormatException e) {
                    yield OptionalDouble.empty();
                }
            }
        };
    }
}
