package dev.sloconsole.prometheus.promql.parser;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A binary operator; those that bind tighter have the higher precedence. */
public enum BinaryOp {
    OR("or", 1, Kind.SET),
    AND("and", 2, Kind.SET),
    UNLESS("unless", 2, Kind.SET),
    EQUAL("==", 3, Kind.COMPARISON),
    NOT_EQUAL("!=", 3, Kind.COMPARISON),
    LESS("<", 3, Kind.COMPARISON),
    LESS_OR_EQUAL("<=", 3, Kind.COMPARISON),
    GREATER(">", 3, Kind.COMPARISON),
    GREATER_OR_EQUAL(">=", 3, Kind.COMPARISON),
    ADD("+", 4, Kind.ARITHMETIC),
    SUBTRACT("-", 4, Kind.ARITHMETIC),
    MULTIPLY("*", 5, Kind.ARITHMETIC),
    DIVIDE("/", 5, Kind.ARITHMETIC),
    MODULO("%", 5, Kind.ARITHMETIC),
    ATAN2("atan2", 5, Kind.ARITHMETIC),
    POWER("^", 6, Kind.ARITHMETIC);

    private enum Kind {
        SET,
        COMPARISON,
        ARITHMETIC
    }

    private final String symbol;
    private final int precedence;
    private final Kind kind;

    BinaryOp(String symbol, int precedence, Kind kind) {
        this.symbol = symbol;
        this.precedence = precedence;
        this.kind = kind;
    }

    static Optional<BinaryOp> of(String text) {
        var wanted = text.toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(op -> op.symbol.equals(wanted)).findFirst();
    }

    public String symbol() {
        return symbol;
    }

    int precedence() {
        return precedence;
    }

    boolean bindsFromTheRight() {
        return this == POWER;
    }

    public boolean isSet() {
        return kind == Kind.SET;
    }

    public boolean isComparison() {
        return kind == Kind.COMPARISON;
    }

    @Override
    public String toString() {
        return symbol;
    }
}
