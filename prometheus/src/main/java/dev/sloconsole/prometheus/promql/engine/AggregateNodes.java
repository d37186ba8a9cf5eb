package dev.sloconsole.prometheus.promql.engine;

import dev.sloconsole.prometheus.promql.PromNumbers;
import dev.sloconsole.prometheus.promql.engine.Nodes.ScalarNode;
import dev.sloconsole.prometheus.promql.engine.Nodes.VectorNode;
import dev.sloconsole.prometheus.promql.parser.AggregateOp;
import dev.sloconsole.prometheus.promql.parser.Expr;
import dev.sloconsole.prometheus.promql.parser.Quoting;
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
            case TOPK, BOTTOMK -> largest(aggregate, inner, planner.scalar(parameter(aggregate)));
            case COUNT_VALUES -> countValues(aggregate, inner);
            case QUANTILE -> {
                var q = planner.scalar(parameter(aggregate));
                yield groups(aggregate, inner, time -> {
                    double fraction = q.at(time);
                    if (!(fraction >= 0 && fraction <= 1)) {
                        evaluation.annotations().invalidQuantile(fraction, parameter(aggregate).span());
                    }
                    return fraction;
                });
            }
            case AVG, COUNT, GROUP, MAX, MIN, STDDEV, STDVAR, SUM -> groups(aggregate, inner, time -> 0);
            case LIMITK, LIMIT_RATIO -> throw new IllegalStateException(aggregate.op() + " is not supported");
        };
    }

    private static Expr parameter(Expr.Aggregate aggregate) {
        return aggregate.parameter().orElseThrow();
    }

    /** One result for each group. */
    private static VectorNode groups(Expr.Aggregate aggregate, VectorNode inner, ScalarNode parameter) {
        var grouping = Grouping.of(aggregate);
        DoubleFunction<Accumulator> start = value -> Accumulator.start(aggregate.op(), value);
        return time -> {
            double number = parameter.at(time);
            var groups = new LinkedHashMap<Labels, Group>();
            for (var sample : inner.at(time)) {
                var group = groups.computeIfAbsent(
                        grouping.key(sample.labels()), key -> new Group(start.apply(number)));
                group.accumulator.add(sample.value());
                group.dropName |= sample.dropName();
            }
            var results = new ArrayList<Sample>(groups.size());
            groups.forEach((labels, group) ->
                    results.add(new Sample(labels, group.accumulator.result(), group.dropName)));
            return results;
        };
    }

    private static final class Group {
        final Accumulator accumulator;
        boolean dropName;

        Group(Accumulator accumulator) {
            this.accumulator = accumulator;
        }
    }

    /** The elements of each group with the largest or smallest values. */
    private static VectorNode largest(Expr.Aggregate aggregate, VectorNode inner, ScalarNode parameter) {
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
                    throw QueryStopped.because(
                            "Scalar value " + PromNumbers.general(count) + " underflows int64");
                }
                return Planner.nothing();
            }
            if (count >= Long.MAX_VALUE) {
                throw QueryStopped.because("Scalar value " + PromNumbers.general(count) + " overflows int64");
            }
            int keep = (int) Math.min((long) count, vector.size());
            Map<Labels, Largest> groups = new LinkedHashMap<>();
            for (var sample : vector) {
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
        if (label.isEmpty()) {
            throw QueryStopped.because("invalid label name " + Quoting.quote(label));
        }
        var names = new ArrayList<>(aggregate.grouping());
        if (!aggregate.without()) {
            names.add(label);
        }
        var grouping = new Grouping(names, aggregate.without());
        return time -> {
            var counts = new LinkedHashMap<Labels, Integer>();
            for (var sample : inner.at(time)) {
                var labels = sample.labels().with(label, PromNumbers.plain(sample.value()));
                counts.merge(grouping.key(labels), 1, Integer::sum);
            }
            List<Sample> results = new ArrayList<>();
            counts.forEach((labels, count) -> results.add(new Sample(labels, count)));
            return results;
        };
    }
}
