package dev.sloconsole.prometheus.promql;

import dev.sloconsole.prometheus.promql.Nodes.VectorNode;
import dev.sloconsole.prometheus.promql.parser.BinaryOp;
import dev.sloconsole.prometheus.promql.parser.Expr;
import dev.sloconsole.prometheus.series.Labels;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@code and}, {@code or} and {@code unless} between two vectors. */
final class SetNode implements VectorNode {

    private final BinaryOp op;
    private final MatchKeys keys;
    private final VectorNode left;
    private final VectorNode right;

    SetNode(Expr.Binary binary, VectorNode left, VectorNode right) {
        this.op = binary.op();
        this.keys = new MatchKeys(binary.matching());
        this.left = left;
        this.right = right;
    }

    @Override
    public List<Sample> at(long timeMillis) {
        var leftVector = left.at(timeMillis);
        var rightVector = right.at(timeMillis);
        if (op == BinaryOp.OR) {
            return or(leftVector, rightVector);
        }
        var present = keysOf(rightVector);
        var kept = new ArrayList<Sample>();
        for (var sample : leftVector) {
            if (present.contains(keys.key(sample.labels())) == (op == BinaryOp.AND)) {
                kept.add(sample);
            }
        }
        return kept;
    }

    private List<Sample> or(List<Sample> leftVector, List<Sample> rightVector) {
        var present = keysOf(leftVector);
        var all = new ArrayList<>(leftVector);
        for (var sample : rightVector) {
            if (!present.contains(keys.key(sample.labels()))) {
                all.add(sample);
            }
        }
        return all;
    }

    private Set<Labels> keysOf(List<Sample> vector) {
        var present = new HashSet<Labels>();
        vector.forEach(sample -> present.add(keys.key(sample.labels())));
        return present;
    }
}
