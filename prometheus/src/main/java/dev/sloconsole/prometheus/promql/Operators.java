package dev.sloconsole.prometheus.promql;

import dev.sloconsole.prometheus.promql.functions.Arithmetic;
import dev.sloconsole.prometheus.promql.parser.BinaryOp;

/** The table of binary operators on two numbers. */
final class Operators {

    private Operators() {}

    static double scalar(BinaryOp op, double left, double right) {
        return op.isComparison() ? (compare(op, left, right) ? 1 : 0) : arithmetic(op, left, right);
    }

    static double arithmetic(BinaryOp op, double left, double right) {
        return switch (op) {
            case ADD -> left + right;
            case SUBTRACT -> left - right;
            case MULTIPLY -> left * right;
            case DIVIDE -> left / right;
            case MODULO -> left % right;
            case POWER -> Arithmetic.power(left, right);
            case ATAN2 -> Math.atan2(left, right);
            case AND, OR, UNLESS, EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
                throw new IllegalArgumentException(op + " is no arithmetic");
        };
    }

    static boolean compare(BinaryOp op, double left, double right) {
        return switch (op) {
            case EQUAL -> left == right;
            case NOT_EQUAL -> left != right;
            case LESS -> left < right;
            case LESS_OR_EQUAL -> left <= right;
            case GREATER -> left > right;
            case GREATER_OR_EQUAL -> left >= right;
            case AND, OR, UNLESS, ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO, POWER, ATAN2 ->
                throw new IllegalArgumentException(op + " is no comparison");
        };
    }
}
