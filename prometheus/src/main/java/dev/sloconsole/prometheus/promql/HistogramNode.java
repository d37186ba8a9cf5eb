package dev.sloconsole.prometheus.promql;

import dev.sloconsole.prometheus.promql.CallNodes.Scalars;
import dev.sloconsole.prometheus.promql.Nodes.VectorNode;
import dev.sloconsole.prometheus.promql.functions.Behaviour.OfBuckets;
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

/** A function of the classic histograms of a vector. */
final class HistogramNode implements VectorNode {

    private static final String BOUND = "le";

    private final Evaluation evaluation;
    private final Expr.Call call;
    private final OfBuckets ofBuckets;
    private final VectorNode vector;
    private final Span vectorSpan;
    private final Scalars scalars;
    private final Map<Labels, Labels> withoutBound = new HashMap<>();

    HistogramNode(
            Evaluation evaluation,
            Expr.Call call,
            OfBuckets ofBuckets,
            VectorNode vector,
            Span vectorSpan,
            Scalars scalars) {
        this.evaluation = evaluation;
        this.call = call;
        this.ofBuckets = ofBuckets;
        this.vector = vector;
        this.vectorSpan = vectorSpan;
        this.scalars = scalars;
    }

    @Override
    public List<Sample> at(long timeMillis) {
        var numbers = scalars.at(timeMillis);
        if (call.function().takesQuantile()) {
            evaluation
                    .annotations()
                    .checkQuantile(numbers[0], call.arguments().getFirst().span());
        }
        var results = new ArrayList<Sample>();
        group(vector.at(timeMillis)).forEach((labels, buckets) -> {
            var result = ofBuckets.onBuckets().apply(buckets, numbers);
            result.forced()
                    .ifPresent(forced -> evaluation
                            .annotations()
                            .forcedMonotonic(metricName(labels), vectorSpan, timeMillis, forced));
            results.add(evaluation.renamed(labels, result.value()));
        });
        return SameLabels.refuse(evaluation, results);
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
