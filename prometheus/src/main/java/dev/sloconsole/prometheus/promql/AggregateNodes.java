package dev.sloconsole.prometheus.promql;

import dev.sloconsole.prometheus.golang.GoNumbers;
import dev.sloconsole.prometheus.golang.GoQuotes;
import dev.sloconsole.prometheus.promql.Nodes.ScalarNode;
import dev.sloconsole.prometheus.promql.Nodes.VectorNode;
import dev.sloconsole.prometheus.promql.parser.AggregateOp;
import dev.sloconsole.prometheus.promql.parser.Expr;
import dev.sloconsole.prometheus.series.Labels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;

/** Which node evaluates an aggregation. */
final class AggregateNodes {

    private AggregateNodes() {}

    static VectorNode plan(Evaluation evaluation, Planner planner, Expr.Aggregate aggregate) {
        var inner = planner.vector(aggregate.expr());
        return switch (aggregate.op()) {
            case TOPK, BOTTOMK -> largest(evaluation, aggregate, inner, planner.scalar(parameter(aggregate)));
            case COUNT_VALUES -> countValues(aggregate, inner);
            case QUANTILE -> {
                var q = planner.scalar(parameter(aggregate));
                yield groups(evaluation, aggregate, inner, time -> {
                    double fraction = q.at(time);
                    evaluation
                            .annotations()
                            .checkQuantile(fraction, parameter(aggregate).span());
                    return fraction;
                });
            }
            case AVG, COUNT, GROUP, MAX, MIN, STDDEV, STDVAR, SUM -> groups(evaluation, aggregate, inner, time -> 0);
            case LIMITK, LIMIT_RATIO -> throw new IllegalStateException(aggregate.op() + " is not supported");
        };
    }

    private static Expr parameter(Expr.Aggregate aggregate) {
        return aggregate.parameter().orElseThrow();
    }

    /** One result for each group. */
    private static VectorNode groups(
            Evaluation evaluation, Expr.Aggregate aggregate, VectorNode inner, ScalarNode parameter) {
        var grouping = Grouping.of(aggregate);
        DoubleFunction<Accumulator> start = value -> Accumulator.start(aggregate.op(), value);
        return time -> {
            double number = parameter.at(time);
            var groups = new LinkedHashMap<Labels, Group>();
            for (var sample : inner.at(time)) {
                if (NativeHistograms.is(sample) && isIgnored(evaluation, aggregate)) {
                    continue;
                }
                var group =
                        groups.computeIfAbsent(grouping.key(sample.labels()), key -> new Group(start.apply(number)));
                group.add(sample);
            }
            var results = new ArrayList<Sample>(groups.size());
            groups.forEach((labels, group) -> {
                if (group.canBeTold(evaluation, aggregate, labels)) {
                    results.add(new Sample(labels, group.accumulator.result(), group.dropName));
                }
            });
            return results;
        };
    }

    /** Whether the operator passes over native histograms; if so, says that it does. */
    private static boolean isIgnored(Evaluation evaluation, Expr.Aggregate aggregate) {
        return switch (aggregate.op()) {
            case MIN, MAX, STDDEV, STDVAR, QUANTILE -> {
                var name = aggregate.op().toString();
                evaluation
                        .annotations()
                        .histogramIgnoredInAggregation(name, aggregate.expr().span());
                yield true;
            }
            case AVG, BOTTOMK, COUNT, COUNT_VALUES, GROUP, LIMITK, LIMIT_RATIO, SUM, TOPK -> false;
        };
    }

    private static final class Group {
        final Accumulator accumulator;
        boolean dropName;
        private boolean hasNumbers;
        private boolean hasHistograms;

        Group(Accumulator accumulator) {
            this.accumulator = accumulator;
        }

        void add(Sample sample) {
            boolean histogram = NativeHistograms.is(sample);
            hasHistograms |= histogram;
            hasNumbers |= !histogram;
            accumulator.add(sample.value());
            dropName |= sample.dropName();
        }

        /** Whether there is a result: counting works with everything, a sum only with numbers. */
        boolean canBeTold(Evaluation evaluation, Expr.Aggregate aggregate, Labels labels) {
            var op = aggregate.op();
            if (!hasHistograms || (op != AggregateOp.SUM && op != AggregateOp.AVG)) {
                return true;
            }
            if (!hasNumbers) {
                throw NativeHistograms.notSupported(op + " was asked of histograms in the group", labels);
            }
            evaluation.annotations().mixedAggregation(aggregate.expr().span());
            return false;
        }
    }

    /** The elements of each group with the largest or smallest values. */
    private static VectorNode largest(
            Evaluation evaluation, Expr.Aggregate aggregate, VectorNode inner, ScalarNode parameter) {
        var grouping = Grouping.of(aggregate);
        boolean smallest = aggregate.op() == AggregateOp.BOTTOMK;
        return time -> {
            double count = parameter.at(time);
            var vector = inner.at(time);
            if (Double.isNaN(count)) {
                throw QueryStopped.because("Parameter value is NaN");
            }
            if (count < 1) {
                if (count <= Long.MIN_VALUE) {
                    throw QueryStopped.because("Scalar value " + GoNumbers.general(count) + " underflows int64");
                }
                return Planner.nothing();
            }
            if (count >= Long.MAX_VALUE) {
                throw QueryStopped.because("Scalar value " + GoNumbers.general(count) + " overflows int64");
            }
            int keep = (int) Math.min((long) count, vector.size());
            Map<Labels, Largest> groups = new LinkedHashMap<>();
            for (var sample : vector) {
                if (NativeHistograms.is(sample)) {
                    var name = aggregate.op().toString();
                    evaluation.annotations().histogramIgnoredInAggregation(name, aggregate.span());
                    continue;
                }
                groups.computeIfAbsent(grouping.key(sample.labels()), key -> new Largest(keep, smallest))
                        .offer(sample);
            }
            var results = new ArrayList<Sample>();
            groups.values().forEach(group -> results.addAll(group.inOrder()));
            return results;
        };
    }

    /** How often each value occurs in a group. */
    private static VectorNode countValues(Expr.Aggregate aggregate, VectorNode inner) {
        var label = Planner.text(parameter(aggregate));
        if (!Labels.isName(label)) {
            throw QueryStopped.because("invalid label name " + GoQuotes.quote(label));
        }
        var names = new ArrayList<>(aggregate.grouping());
        if (!aggregate.without()) {
            names.add(label);
        }
        var grouping = new Grouping(names, aggregate.without());
        return time -> {
            var counts = new LinkedHashMap<Labels, Integer>();
            for (var sample : inner.at(time)) {
                if (NativeHistograms.is(sample)) {
                    throw NativeHistograms.notSupported("count_values was given", sample.labels());
                }
                var labels = sample.labels().with(label, GoNumbers.plain(sample.value()));
                counts.merge(grouping.key(labels), 1, Integer::sum);
            }
            List<Sample> results = new ArrayList<>();
            counts.forEach((labels, count) -> results.add(new Sample(labels, count)));
            return results;
        };
    }
}
