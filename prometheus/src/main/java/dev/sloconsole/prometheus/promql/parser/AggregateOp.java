package dev.sloconsole.prometheus.promql.parser;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** An aggregation operator, and whether it takes a parameter in front of the vector. */
public enum AggregateOp {
    AVG(Parameter.NONE),
    BOTTOMK(Parameter.SCALAR),
    COUNT(Parameter.NONE),
    COUNT_VALUES(Parameter.STRING),
    GROUP(Parameter.NONE),
    LIMITK(Parameter.SCALAR),
    LIMIT_RATIO(Parameter.SCALAR),
    MAX(Parameter.NONE),
    MIN(Parameter.NONE),
    QUANTILE(Parameter.SCALAR),
    STDDEV(Parameter.NONE),
    STDVAR(Parameter.NONE),
    SUM(Parameter.NONE),
    TOPK(Parameter.SCALAR);

    enum Parameter {
        NONE,
        SCALAR,
        STRING
    }

    private final Parameter parameter;

    AggregateOp(Parameter parameter) {
        this.parameter = parameter;
    }

    static Optional<AggregateOp> of(String word) {
        var wanted = word.toUpperCase(Locale.ROOT);
        return Arrays.stream(values()).filter(op -> op.name().equals(wanted)).findFirst();
    }

    Parameter parameter() {
        return parameter;
    }

    boolean isExperimental() {
        return this == LIMITK || this == LIMIT_RATIO;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
