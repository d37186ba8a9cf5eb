package dev.sloconsole.prometheus.promql.engine;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.sloconsole.prometheus.promql.engine.Nodes.ScalarNode;
import dev.sloconsole.prometheus.promql.engine.Nodes.VectorNode;
import dev.sloconsole.prometheus.promql.functions.LabelFunctions;
import dev.sloconsole.prometheus.promql.functions.MathFunctions;
import dev.sloconsole.prometheus.promql.functions.RangeFunctions;
import dev.sloconsole.prometheus.promql.functions.TimeFunctions;
import dev.sloconsole.prometheus.promql.parser.Expr;
import dev.sloconsole.prometheus.promql.parser.Quoting;
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
import java.util.function.Function;

/** The table of functions by name: which node evaluates a call. */
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
        var name = call.function().name();
        return switch (name) {
            case "time" -> time -> time / 1000.0;
            case "pi" -> time -> Math.PI;
            case "scalar" -> {
                var vector = planner.vector(call.arguments().get(0));
                yield time -> {
                    var samples = vector.at(time).stream()
                            .filter(sample -> !NativeHistograms.is(sample))
                            .toList();
                    return samples.size() == 1 ? samples.get(0).value() : Double.NaN;
                };
            }
            default -> throw new IllegalStateException("No behaviour for " + name);
        };
    }

    private VectorNode plan() {
        var name = call.function().name();
        if (MathFunctions.has(name)) {
            var behaviour = MathFunctions.behaviour(name);
            return map(time -> Optional.of(behaviour));
        }
        if (TimeFunctions.has(name)) {
            return dateOrTime(name);
        }
        if (RangeFunctions.has(name)) {
            var range = range(name);
            return name.equals("absent_over_time") ? absent(range) : range;
        }
        return switch (name) {
            case "clamp" -> {
                var minimum = planner.scalar(argument(1));
                var maximum = planner.scalar(argument(2));
                yield clamp(minimum, maximum);
            }
            case "clamp_min" -> clamp(planner.scalar(argument(1)), time -> Double.POSITIVE_INFINITY);
            case "clamp_max" -> clamp(time -> Double.NEGATIVE_INFINITY, planner.scalar(argument(1)));
            case "round" -> {
                ScalarNode multiple = call.arguments().size() > 1 ? planner.scalar(argument(1)) : time -> 1;
                yield map(time -> {
                    double to = multiple.at(time);
                    return Optional.of(value -> MathFunctions.round(value, to));
                });
            }
            case "absent" -> absent(planner.vector(argument(0)));
            case "sort" -> sort(Comparator.comparingDouble(Sample::value));
            case "sort_desc" -> sort(Comparator.comparingDouble((Sample sample) -> -sample.value()));
            case "timestamp" -> timestamp();
            case "vector" -> {
                var scalar = planner.scalar(argument(0));
                yield time -> List.of(new Sample(Labels.EMPTY, scalar.at(time)));
            }
            case "label_replace" -> labelReplace();
            case "label_join" -> labelJoin();
            case "histogram_quantile" -> HistogramNodes.quantile(evaluation, planner, call);
            case "histogram_fraction" -> HistogramNodes.fraction(evaluation, planner, call);
            default -> throw new IllegalStateException("No behaviour for " + name);
        };
    }

    private Expr argument(int i) {
        return call.arguments().get(i);
    }

    @FunctionalInterface
    private interface NumberAtStep {
        /** Nothing where nothing is to be left. */
        Optional<DoubleUnaryOperator> at(long timeMillis);
    }

    /** Every value changed by itself. */
    private VectorNode map(NumberAtStep change) {
        var inner = planner.vector(argument(0));
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

    private VectorNode clamp(ScalarNode minimum, ScalarNode maximum) {
        return map(time -> {
            double least = minimum.at(time);
            double greatest = maximum.at(time);
            return greatest < least
                    ? Optional.empty()
                    : Optional.of(value -> MathFunctions.clamp(value, least, greatest));
        });
    }

    private VectorNode dateOrTime(String name) {
        if (call.arguments().isEmpty()) {
            return time ->
                    List.of(new Sample(Labels.EMPTY, TimeFunctions.apply(name, Math.floorDiv(time, 1000L))));
        }
        return map(time -> Optional.of(value -> TimeFunctions.apply(name, value)));
    }

    private VectorNode range(String name) {
        boolean scalarFirst = name.equals("quantile_over_time");
        int matrix = scalarFirst ? 1 : 0;
        ScalarNode parameter =
                call.arguments().size() > 1 ? planner.scalar(argument(scalarFirst ? 0 : 1)) : time -> 0;
        var windows = planner.windows(argument(matrix));
        return new RangeCallNode(evaluation, name, windows, parameter, argument(0).span());
    }

    /** One element where the inner expression gives none, with the labels that the selector asks for. */
    private VectorNode absent(VectorNode inner) {
        var labels = labelsAskedFor(argument(0).bare());
        return time -> inner.at(time).isEmpty() ? List.of(new Sample(labels, 1)) : Planner.nothing();
    }

    private static Labels labelsAskedFor(Expr expr) {
        List<LabelMatcher> matchers =
                switch (expr) {
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

    private VectorNode sort(Comparator<Sample> order) {
        if (!evaluation.hasOneStep()) {
            evaluation.annotations().sortInRangeQuery(call.span());
        }
        var inner = planner.vector(argument(0));
        var numbersFirst = Comparator.comparing((Sample sample) -> Double.isNaN(sample.value())).thenComparing(order);
        return time -> inner.at(time).stream()
                .filter(sample -> !NativeHistograms.is(sample))
                .sorted(numbersFirst)
                .toList();
    }

    private VectorNode timestamp() {
        VectorNode inner;
        if (argument(0).bare() instanceof Expr.VectorSelector selector) {
            var node = new SelectorNode(evaluation, selector);
            inner = node::timestamps;
        } else {
            var node = planner.vector(argument(0));
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

    private VectorNode labelReplace() {
        var destination = Planner.text(argument(1));
        var template = Planner.text(argument(2));
        var source = Planner.text(argument(3));
        var expression = Planner.text(argument(4));
        Pattern pattern;
        try {
            pattern = LabelFunctions.pattern(expression);
        } catch (PatternSyntaxException e) {
            throw QueryStopped.because("invalid regular expression in label_replace(): " + expression);
        }
        if (!Quoting.isLabelName(destination)) {
            throw QueryStopped.because("invalid destination label name in label_replace(): " + destination);
        }
        return relabel(
                destination, labels -> LabelFunctions.replace(labels, destination, template, source, pattern));
    }

    private VectorNode labelJoin() {
        var destination = Planner.text(argument(1));
        var separator = Planner.text(argument(2));
        var sources = call.arguments().stream().skip(3).map(Planner::text).toList();
        for (var source : sources) {
            if (!Quoting.isLabelName(source)) {
                throw QueryStopped.because("invalid source label name in label_join(): " + source);
            }
        }
        if (!Quoting.isLabelName(destination)) {
            throw QueryStopped.because("invalid destination label name in label_join(): " + destination);
        }
        return relabel(
                destination,
                labels -> Optional.of(LabelFunctions.join(labels, destination, separator, sources)));
    }

    /** Changes every element's labels, or leaves them; a name that is set anew is not dropped any more. */
    private VectorNode relabel(String destination, Function<Labels, Optional<Labels>> change) {
        var inner = planner.vector(argument(0));
        boolean name = destination.equals(Labels.NAME);
        Map<Labels, Optional<Labels>> changed = new HashMap<>();
        return time -> {
            var results = new ArrayList<Sample>();
            for (var sample : inner.at(time)) {
                var labels = changed.computeIfAbsent(sample.labels(), change);
                boolean dropName = sample.dropName() && !(name && labels.isPresent());
                results.add(new Sample(labels.orElse(sample.labels()), sample.value(), dropName));
            }
            return SameLabels.refuse(results);
        };
    }
}
