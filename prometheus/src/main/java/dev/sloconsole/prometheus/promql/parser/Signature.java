package dev.sloconsole.prometheus.promql.parser;

import java.util.List;

/**
 * What a function takes and gives.
 *
 * @param optional how many of the last parameters may be left out; with {@link #REPEATED}, the last may be left out or
 *     given any number of times
 * @param unsupported why the engine does not evaluate it, or an empty string
 */
public record Signature(String name, List<ValueType> parameters, int optional, ValueType returns, String unsupported) {

    static final int REPEATED = -1;

    public Signature {
        parameters = List.copyOf(parameters);
    }

    static Signature of(String name, ValueType returns, ValueType... parameters) {
        return new Signature(name, List.of(parameters), 0, returns, "");
    }

    Signature withOptional(int count) {
        return new Signature(name, parameters, count, returns, unsupported);
    }

    Signature unsupported(String why) {
        return new Signature(name, parameters, optional, returns, why);
    }
}
