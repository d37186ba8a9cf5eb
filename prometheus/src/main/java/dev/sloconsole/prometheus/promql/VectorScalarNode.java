package dev.sloconsole.prometheus.promql;

import dev.sloconsole.prometheus.promql.Nodes.ScalarNode;
import dev.sloconsole.prometheus.promql.Nodes.VectorNode;
import dev.sloconsole.prometheus.promql.parser.Expr;
import java.util.ArrayList;
import java.util.List;

/** A binary operator between a vector and one number. */
final class VectorScalarNode implements VectorNode {

    private final Evaluation evaluation;
    private final Expr.Binary binary;
    private final VectorNode vector;
    private final ScalarNode scalar;
    private final boolean scalarLeft;

    VectorScalarNode(
            Evaluation evaluation, Expr.Binary binary, VectorNode vector, ScalarNode scalar, boolean scalarLeft) {
        this.evaluation = evaluation;
        this.binary = binary;
        this.vector = vector;
        this.scalar = scalar;
        this.scalarLeft = scalarLeft;
    }

    @Override
    public List<Sample> at(long timeMillis) {
        var op = binary.op();
        double number = scalar.at(timeMillis);
        var results = new ArrayList<Sample>();
        for (var sample : vector.at(timeMillis)) {
            double left = scalarLeft ? number : sample.value();
            double right = scalarLeft ? sample.value() : number;
            var labels = sample.labels();
            if (!NativeHistograms.areNumbers(evaluation.annotations(), op, left, right, labels, binary.span())) {
                continue;
            }
            if (!op.isComparison()) {
                results.add(evaluation.renamed(labels, Operators.arithmetic(op, left, right)));
            } else if (binary.returnBool()) {
                results.add(evaluation.renamed(labels, Operators.compare(op, left, right) ? 1 : 0));
            } else if (Operators.compare(op, left, right)) {
                results.add(sample);
            }
        }
        return op.isComparison() && !binary.returnBool() ? results : SameLabels.refuse(evaluation, results);
    }
}
