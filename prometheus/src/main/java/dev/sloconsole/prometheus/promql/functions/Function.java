package dev.sloconsole.prometheus.promql.functions;

import dev.sloconsole.prometheus.promql.functions.Behaviour.OfPlan;
import java.util.List;

/**
 * A function of PromQL: what it takes, and what it does.
 *
 * @param optional how many of the last parameters may be left out; with {@link #REPEATED}, the last may be left out or
 *     given any number of times
 * @param takesQuantile whether its scalar is a quantile, of which a value outside of 0 to 1 is told
 */
public record Function(
        String name, List<ValueType> parameters, int optional, boolean takesQuantile, Behaviour behaviour) {

    static final int REPEATED = -1;

    public Function {
        parameters = List.copyOf(parameters);
    }

    static Function of(String name, Behaviour behaviour, ValueType... parameters) {
        return new Function(name, List.of(parameters), 0, false, behaviour);
    }

    Function withOptional(int count) {
        return new Function(name, parameters, count, takesQuantile, behaviour);
    }

    Function withQuantile() {
        return new Function(name, parameters, optional, true, behaviour);
    }

    public ValueType returns() {
        return behaviour instanceof Behaviour.OfTime || behaviour == OfPlan.SCALAR
                ? ValueType.SCALAR
                : ValueType.VECTOR;
    }
}
