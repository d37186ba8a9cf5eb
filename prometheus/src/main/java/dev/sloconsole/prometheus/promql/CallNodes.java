package dev.sloconsole.prometheus.promql;

import dev.sloconsole.prometheus.promql.Nodes.ScalarNode;
import dev.sloconsole.prometheus.promql.Nodes.VectorNode;
import dev.sloconsole.prometheus.promql.functions.Behaviour;
import dev.sloconsole.prometheus.promql.functions.Behaviour.OfPlan;
import dev.sloconsole.prometheus.promql.functions.Behaviour.Relabelling;
import dev.sloconsole.prometheus.promql.functions.ValueType;
import dev.sloconsole.prometheus.promql.parser.Expr;
import dev.sloconsole.prometheus.series.LabelMatcher;
import dev.sloconsole.prometheus.series.Labels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongPredicate;

/** Which node evaluates a call, by what its function works on. */
final class CallNodes {

    private final Evaluation evaluation;
    private final Planner planner;
    private final Expr.Call call;

    private CallNodes(Evaluation evaluation, Planner planner, Expr.Call call) {
        this.evaluation = evaluation;
        this.planner = planner;
        this.call = call;
    }

    static VectorNode plan(Evaluation evaluation, Planner planner, Expr.Call call) {
        return new CallNodes(evaluation, planner, call).plan();
    }

    static ScalarNode planScalar(Planner planner, Expr.Call call) {
        if (call.function().behaviour() instanceof Behaviour.OfTime ofTime) {
            return time -> ofTime.value().applyAsDouble(time / 1000.0);
        }
        if (call.function().behaviour() != OfPlan.SCALAR) {
            throw Planner.notA("scalar", call);
        }
        var vector = planner.vector(call.arguments().getFirst());
        return time -> {
            var samples = vector.at(time).stream()
                    .filter(sample -> !NativeHistograms.is(sample))
                    .toList();
            return samples.size() == 1 ? samples.getFirst().value() : Double.NaN;
        };
    }

    private VectorNode plan() {
        return switch (call.function().behaviour()) {
            case Behaviour.OfEach(var change) -> {
                var scalars = scalars();
                yield map(time -> change.at(scalars.at(time)));
            }
            case Behaviour.OfDate(var part) ->
                call.arguments().isEmpty()
                        ? time -> List.of(new Sample(Labels.EMPTY, part.applyAsDouble(Math.floorDiv(time, 1000L))))
                        : map(time -> Optional.of(part));
            case Behaviour.OfRange ofRange -> {
                var windows = planner.windows(subject());
                yield new RangeCallNode(
                        evaluation,
                        call.function(),
                        ofRange,
                        windows,
                        scalars(),
                        call.arguments().getFirst().span());
            }
            case Behaviour.OfBuckets ofBuckets -> {
                var vector = planner.vector(subject());
                yield new HistogramNode(
                        evaluation, call, ofBuckets, vector, subject().span(), scalars());
            }
            case Behaviour.OfLabels ofLabels -> relabel(ofLabels);
            case Behaviour.Sorting(var order) -> sort(order);
            case OfPlan.ABSENT -> absent();
            case OfPlan.TIMESTAMP -> timestamp();
            case OfPlan.VECTOR -> {
                var scalars = scalars();
                yield time -> List.of(new Sample(Labels.EMPTY, scalars.at(time)[0]));
            }
            case OfPlan.SCALAR -> throw Planner.notA("vector", call);
            case Behaviour.OfTime ofTime -> throw Planner.notA("vector", call);
            case Behaviour.Refused refused -> throw Planner.notA("vector", call);
        };
    }

    /** The argument that is no scalar and no text, of which there is one. */
    private Expr subject() {
        return call.arguments().stream()
                .filter(argument -> argument.type() == ValueType.VECTOR || argument.type() == ValueType.MATRIX)
                .findFirst()
                .orElseThrow();
    }

    /** The scalar arguments in their order, as they are at a step. */
    @FunctionalInterface
    interface Scalars {
        double[] at(long timeMillis);
    }

    private Scalars scalars() {
        var nodes = call.arguments().stream()
                .filter(argument -> argument.type() == ValueType.SCALAR)
                .map(planner::scalar)
                .toList();
        return time -> nodes.stream().mapToDouble(node -> node.at(time)).toArray();
    }

    @FunctionalInterface
    private interface ChangeAtStep {
        /** Nothing where nothing is to be left. */
        Optional<DoubleUnaryOperator> at(long timeMillis);
    }

    /** Every value changed by itself. */
    private VectorNode map(ChangeAtStep change) {
        var inner = planner.vector(subject());
        return time -> {
            var vector = inner.at(time);
            var changeNow = change.at(time);
            if (changeNow.isEmpty()) {
                return Planner.nothing();
            }
            var behaviour = changeNow.get();
            var results = new ArrayList<Sample>(vector.size());
            for (var sample : vector) {
                if (!NativeHistograms.is(sample)) {
                    results.add(evaluation.renamed(sample.labels(), behaviour.applyAsDouble(sample.value())));
                }
            }
            return SameLabels.refuse(evaluation, results);
        };
    }

    /** One element where the inner expression gives none, with the labels that the selector asks for. */
    private VectorNode absent() {
        var labels = labelsAskedFor(subject().bare());
        LongPredicate isThere;
        if (subject().type() == ValueType.MATRIX) {
            var windows = planner.windows(subject());
            isThere = time -> windows.at(time).stream().anyMatch(series -> !series.isEmpty());
        } else {
            var vector = planner.vector(subject());
            isThere = time -> !vector.at(time).isEmpty();
        }
        return time -> isThere.test(time) ? Planner.nothing() : List.of(new Sample(labels, 1));
    }

    private static Labels labelsAskedFor(Expr expr) {
        List<LabelMatcher> matchers = switch (expr) {
            case Expr.VectorSelector selector -> selector.matchers();
            case Expr.MatrixSelector matrix -> matrix.selector().matchers();
            default -> List.of();
        };
        var labels = new TreeMap<String, String>();
        var seen = new HashSet<String>();
        for (var matcher : matchers) {
            if (matcher.name().equals(Labels.NAME)) {
                continue;
            }
            if (matcher instanceof LabelMatcher.Equal equal && seen.add(equal.name())) {
                labels.put(equal.name(), equal.value());
            } else {
                labels.remove(matcher.name());
            }
        }
        return Labels.of(labels);
    }

    private VectorNode sort(Comparator<Double> order) {
        if (!evaluation.hasOneStep()) {
            evaluation.annotations().sortInRangeQuery(call.span());
        }
        var inner = planner.vector(subject());
        var numbersFirst = Comparator.comparing((Sample sample) -> Double.isNaN(sample.value()))
                .thenComparing(Sample::value, order);
        return time -> inner.at(time).stream()
                .filter(sample -> !NativeHistograms.is(sample))
                .sorted(numbersFirst)
                .toList();
    }

    private VectorNode timestamp() {
        VectorNode inner;
        if (subject().bare() instanceof Expr.VectorSelector selector) {
            var node = new SelectorNode(evaluation, selector);
            inner = node::timestamps;
        } else {
            var node = planner.vector(subject());
            inner = time -> node.at(time).stream()
                    .map(sample -> sample.withValue(time / 1000.0))
                    .toList();
        }
        return time -> SameLabels.refuse(
                evaluation,
                inner.at(time).stream()
                        .map(sample -> evaluation.renamed(sample.labels(), sample.value()))
                        .toList());
    }

    /** Changes every element's labels, or leaves them; a name that is set anew is not dropped any more. */
    private VectorNode relabel(Behaviour.OfLabels ofLabels) {
        var inner = planner.vector(subject());
        var texts = call.arguments().stream()
                .filter(argument -> argument.type() == ValueType.STRING)
                .map(Planner::text)
                .toList();
        Relabelling relabelling;
        try {
            relabelling = ofLabels.relabelling().apply(texts);
        } catch (IllegalArgumentException e) {
            throw QueryStopped.because(String.valueOf(e.getMessage()));
        }
        boolean name = relabelling.destination().equals(Labels.NAME);
        Map<Labels, Optional<Labels>> changed = new HashMap<>();
        return time -> {
            var results = new ArrayList<Sample>();
            for (var sample : inner.at(time)) {
                var labels = changed.computeIfAbsent(sample.labels(), relabelling.change());
                boolean dropName = sample.dropName() && !(name && labels.isPresent());
                results.add(new Sample(labels.orElse(sample.labels()), sample.value(), dropName));
            }
            return SameLabels.refuse(results);
        };
    }
}
