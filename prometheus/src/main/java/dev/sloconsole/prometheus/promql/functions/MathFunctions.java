package dev.sloconsole.prometheus.promql.functions;

import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/** The table of functions of one number, and arithmetic as Go does it where Java differs. */
public final class MathFunctions {

    private static final Map<String, DoubleUnaryOperator> TABLE = table();

    private MathFunctions() {}

    public static boolean has(String name) {
        return TABLE.containsKey(name);
    }

    public static DoubleUnaryOperator behaviour(String name) {
        var found = TABLE.get(name);
        if (found == null) {
            throw new IllegalArgumentException("No function of one number " + name);
        }
        return found;
    }

    private static Map<String, DoubleUnaryOperator> table() {
        var table = new HashMap<String, DoubleUnaryOperator>();
        table.put("abs", Math::abs);
        table.put("ceil", Math::ceil);
        table.put("floor", Math::floor);
        table.put("sqrt", Math::sqrt);
        table.put("exp", Math::exp);
        table.put("ln", Math::log);
        table.put("log2", MathFunctions::log2);
        table.put("log10", Math::log10);
        table.put("sgn", value -> value < 0 ? -1 : value > 0 ? 1 : value);
        table.put("sin", Math::sin);
        table.put("cos", Math::cos);
        table.put("tan", Math::tan);
        table.put("asin", Math::asin);
        table.put("acos", Math::acos);
        table.put("atan", Math::atan);
        table.put("sinh", Math::sinh);
        table.put("cosh", Math::cosh);
        table.put("tanh", Math::tanh);
        table.put("asinh", MathFunctions::asinh);
        table.put("acosh", MathFunctions::acosh);
        table.put("atanh", value -> (Math.log1p(value) - Math.log1p(-value)) / 2);
        table.put("rad", value -> value * Math.PI / 180);
        table.put("deg", value -> value * 180 / Math.PI);
        return Map.copyOf(table);
    }

    private static double log2(double value) {
        if (Double.isFinite(value) && value >= Double.MIN_NORMAL) {
            // Exact for powers of two.
            int exponent = Math.getExponent(value);
            return exponent + Math.log(Math.scalb(value, -exponent)) / Math.log(2);
        }
        return Math.log(value) / Math.log(2);
    }

    private static double asinh(double value) {
        double size = Math.abs(value);
        double result = size > 1e8
                ? Math.log(size) + Math.log(2)
                : Math.log1p(size + size * size / (1 + Math.sqrt(size * size + 1)));
        return Math.copySign(result, value);
    }

    private static double acosh(double value) {
        if (value < 1) {
            return Double.NaN;
        }
        return value > 1e8
                ? Math.log(value) + Math.log(2)
                : Math.log1p((value - 1) + Math.sqrt((value - 1) * (value + 1)));
    }

    /** Rounds to a multiple, halves upwards. */
    public static double round(double value, double multiple) {
        double inverse = 1 / multiple;
        return Math.floor(value * inverse + 0.5) / inverse;
    }

    /** No less than a minimum, no more than a maximum; infinity goes before what is no number, as in Go. */
    public static double clamp(double value, double minimum, double maximum) {
        boolean downTo = value == Double.NEGATIVE_INFINITY || maximum == Double.NEGATIVE_INFINITY;
        double upper = downTo ? Double.NEGATIVE_INFINITY : Math.min(maximum, value);
        boolean upTo = upper == Double.POSITIVE_INFINITY || minimum == Double.POSITIVE_INFINITY;
        return upTo ? Double.POSITIVE_INFINITY : Math.max(minimum, upper);
    }

    /** A power; of 1, and with the exponent 0, it is 1 even where the other operand is no number. */
    public static double power(double base, double exponent) {
        return base == 1 || (base == -1 && Double.isInfinite(exponent)) ? 1 : Math.pow(base, exponent);
    }
}
