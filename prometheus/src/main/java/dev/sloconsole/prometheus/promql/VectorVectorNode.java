package dev.sloconsole.prometheus.promql;

import dev.sloconsole.prometheus.golang.GoQuotes;
import dev.sloconsole.prometheus.promql.Nodes.VectorNode;
import dev.sloconsole.prometheus.promql.parser.Expr;
import dev.sloconsole.prometheus.promql.parser.Matching;
import dev.sloconsole.prometheus.promql.parser.Matching.Cardinality;
import dev.sloconsole.prometheus.series.Labels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Arithmetic and comparisons between the elements of two vectors that belong together. */
final class VectorVectorNode implements VectorNode {

    private final Evaluation evaluation;
    private final Expr.Binary binary;
    private final Matching matching;
    private final MatchKeys keys;
    private final VectorNode left;
    private final VectorNode right;
    private final boolean oneLeft;
    private final Map<Pair, Labels> resultLabels = new HashMap<>();

    private record Pair(Labels many, Labels one) {}

    VectorVectorNode(Evaluation evaluation, Expr.Binary binary, VectorNode left, VectorNode right) {
        this.evaluation = evaluation;
        this.binary = binary;
        this.matching = binary.matching();
        this.keys = new MatchKeys(matching);
        this.left = left;
        this.right = right;
        this.oneLeft = matching.cardinality() == Cardinality.ONE_TO_MANY;
    }

    @Override
    public List<Sample> at(long timeMillis) {
        var leftVector = left.at(timeMillis);
        var rightVector = right.at(timeMillis);
        if (leftVector.isEmpty() || rightVector.isEmpty()) {
            return Planner.nothing();
        }
        var many = oneLeft ? rightVector : leftVector;
        var one = byKey(oneLeft ? leftVector : rightVector);
        var matched = new HashSet<Labels>();
        Map<Labels, Set<Labels>> made = new HashMap<>();
        var results = new ArrayList<Sample>();
        for (var sample : many) {
            var key = keys.key(sample.labels());
            var partner = one.get(key);
            if (partner == null) {
                continue;
            }
            var labels = resultLabels.computeIfAbsent(new Pair(sample.labels(), partner.labels()), this::labels);
            if (matching.cardinality() == Cardinality.ONE_TO_ONE) {
                if (!matched.add(key)) {
                    throw QueryStopped.because("multiple matches for labels: many-to-one matching must be explicit"
                            + " (group_left/group_right)");
                }
            } else if (!made.computeIfAbsent(key, k -> new HashSet<>()).add(labels)) {
                throw QueryStopped.because("multiple matches for labels: grouping labels must ensure unique matches");
            }
            add(results, labels, oneLeft ? partner : sample, oneLeft ? sample : partner);
        }
        return SameLabels.refuse(evaluation, results);
    }

    private void add(List<Sample> results, Labels labels, Sample leftSample, Sample rightSample) {
        var op = binary.op();
        double leftValue = leftSample.value();
        double rightValue = rightSample.value();
        if (!NativeHistograms.areNumbers(evaluation.annotations(), op, leftValue, rightValue, labels, binary.span())) {
            return;
        }
        if (!op.isComparison()) {
            results.add(new Sample(labels, Operators.arithmetic(op, leftValue, rightValue)));
        } else {
            boolean holds = Operators.compare(op, leftValue, rightValue);
            if (binary.returnBool()) {
                results.add(new Sample(labels, holds ? 1 : 0, evaluation.delayedNameRemoval()));
            } else if (holds) {
                results.add(new Sample(labels, leftValue));
            }
        }
    }

    private Map<Labels, Sample> byKey(List<Sample> vector) {
        var byKey = HashMap.<Labels, Sample>newHashMap(vector.size());
        for (var sample : vector) {
            var key = keys.key(sample.labels());
            var other = byKey.put(key, sample);
            if (other != null) {
                var pair = List.of(printed(sample.labels()), printed(other.labels()));
                throw QueryStopped.because("found duplicate series for the match group " + printed(key) + " on the "
                        + (oneLeft ? "left" : "right") + " hand-side of the operation: ["
                        + pair.stream().sorted().collect(Collectors.joining(", "))
                        + "];many-to-many matching not allowed: matching labels must be unique on one side");
            }
        }
        return byKey;
    }

    /** The labels with the name among them, as Prometheus prints them in errors. */
    private static String printed(Labels labels) {
        var parts = new ArrayList<String>();
        labels.forEach((name, value) -> parts.add(name + "=" + GoQuotes.quote(value)));
        return "{" + String.join(", ", parts) + "}";
    }

    private Labels labels(Pair pair) {
        var op = binary.op();
        var labels = pair.many();
        if (!op.isComparison() || (binary.returnBool() && !evaluation.delayedNameRemoval())) {
            labels = evaluation.nameless(labels);
        }
        if (matching.cardinality() == Cardinality.ONE_TO_ONE) {
            labels = matching.on()
                    ? MatchKeys.keep(labels, matching.labels())
                    : labels.without(matching.labels().toArray(String[]::new));
        }
        if (matching.include().isEmpty()) {
            return labels;
        }
        var all = labels.toMap();
        matching.include().forEach(name -> all.put(name, pair.one().get(name)));
        return Labels.of(all);
    }
}
