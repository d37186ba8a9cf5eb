package dev.sloconsole.prometheus.promql;

import dev.sloconsole.prometheus.promql.Nodes.ScalarNode;
import dev.sloconsole.prometheus.promql.Nodes.VectorNode;
import dev.sloconsole.prometheus.promql.Nodes.WindowsNode;
import dev.sloconsole.prometheus.promql.functions.ValueType;
import dev.sloconsole.prometheus.promql.parser.Expr;
import java.util.ArrayList;
import java.util.List;

/** Turns an expression into the nodes that evaluate it in one run. */
final class Planner {

    private final Evaluation evaluation;

    Planner(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    VectorNode vector(Expr expr) {
        return switch (expr) {
            case Expr.VectorSelector selector -> new SelectorNode(evaluation, selector);
            case Expr.Paren paren -> vector(paren.expr());
            case Expr.Unary unary -> unary(unary);
            case Expr.Binary binary -> binary(binary);
            case Expr.Aggregate aggregate -> AggregateNodes.plan(evaluation, this, aggregate);
            case Expr.Call call -> CallNodes.plan(evaluation, this, call);
            case Expr.NumberLiteral number -> throw notA("vector", expr);
            case Expr.StringLiteral string -> throw notA("vector", expr);
            case Expr.MatrixSelector matrix -> throw notA("vector", expr);
            case Expr.Subquery subquery -> throw notA("vector", expr);
        };
    }

    ScalarNode scalar(Expr expr) {
        return switch (expr) {
            case Expr.NumberLiteral number -> time -> number.value();
            case Expr.Paren paren -> scalar(paren.expr());
            case Expr.Unary unary -> {
                var inner = scalar(unary.expr());
                yield unary.negative() ? time -> -inner.at(time) : inner;
            }
            case Expr.Binary binary -> {
                var left = scalar(binary.left());
                var right = scalar(binary.right());
                yield time -> Operators.scalar(binary.op(), left.at(time), right.at(time));
            }
            case Expr.Call call -> CallNodes.planScalar(this, call);
            case Expr.VectorSelector selector -> throw notA("scalar", expr);
            case Expr.Aggregate aggregate -> throw notA("scalar", expr);
            case Expr.StringLiteral string -> throw notA("scalar", expr);
            case Expr.MatrixSelector matrix -> throw notA("scalar", expr);
            case Expr.Subquery subquery -> throw notA("scalar", expr);
        };
    }

    WindowsNode windows(Expr expr) {
        return switch (expr.bare()) {
            case Expr.MatrixSelector matrix -> new RangeSelectorNode(evaluation, matrix);
            case Expr.Subquery subquery -> new SubqueryNode(evaluation, subquery);
            case Expr other -> throw notA("range vector", other);
        };
    }

    static String text(Expr expr) {
        if (expr.bare() instanceof Expr.StringLiteral string) {
            return string.value();
        }
        throw notA("string", expr);
    }

    private VectorNode unary(Expr.Unary unary) {
        var inner = vector(unary.expr());
        if (!unary.negative()) {
            return inner;
        }
        return time -> {
            var vector = inner.at(time);
            var negated = new ArrayList<Sample>(vector.size());
            for (var sample : vector) {
                if (NativeHistograms.is(sample)) {
                    throw NativeHistograms.notSupported("unary minus was given", sample.labels());
                }
                negated.add(evaluation.renamed(sample.labels(), -sample.value()));
            }
            return SameLabels.refuse(evaluation, negated);
        };
    }

    private VectorNode binary(Expr.Binary binary) {
        boolean leftScalar = binary.left().type() == ValueType.SCALAR;
        boolean rightScalar = binary.right().type() == ValueType.SCALAR;
        if (leftScalar || rightScalar) {
            var vector = vector(leftScalar ? binary.right() : binary.left());
            var scalar = scalar(leftScalar ? binary.left() : binary.right());
            return new VectorScalarNode(evaluation, binary, vector, scalar, leftScalar);
        }
        var left = vector(binary.left());
        var right = vector(binary.right());
        return binary.op().isSet()
                ? new SetNode(binary, left, right)
                : new VectorVectorNode(evaluation, binary, left, right);
    }

    /** The type check let an expression through that cannot stand here. */
    static IllegalStateException notA(String wanted, Expr expr) {
        return new IllegalStateException("Expected a " + wanted + ", got " + expr);
    }

    /** An empty vector, for what gives nothing. */
    static List<Sample> nothing() {
        return List.of();
    }
}
