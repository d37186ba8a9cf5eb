package dev.sloconsole.prometheus.promql.functions;

import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/** Arithmetic as Go does it where Java differs, or has nothing. */
public final class Arithmetic {

    private Arithmetic() {}

    static double log2(double value) {
        if (Double.isFinite(value) && value >= Double.MIN_NORMAL) {
            // Exact for powers of two.
            int exponent = Math.getExponent(value);
            return exponent + Math.log(Math.scalb(value, -exponent)) / Math.log(2);
        }
        return Math.log(value) / Math.log(2);
    }

    static double asinh(double value) {
        double size = Math.abs(value);
        double result = size > 1e8
                ? Math.log(size) + Math.log(2)
                : Math.log1p(size + size * size / (1 + Math.sqrt(size * size + 1)));
        return Math.copySign(result, value);
    }

    static double acosh(double value) {
        if (value < 1) {
            return Double.NaN;
        }
        return value > 1e8
                ? Math.log(value) + Math.log(2)
                : Math.log1p((value - 1) + Math.sqrt((value - 1) * (value + 1)));
    }

    /** Rounds to a multiple, halves upwards. */
    static Optional<DoubleUnaryOperator> round(double multiple) {
        double inverse = 1 / multiple;
        return Optional.of(value -> Math.floor(value * inverse + 0.5) / inverse);
    }

    /** No less than a minimum, no more than a maximum; nothing at all where those are the wrong way round. */
    static Optional<DoubleUnaryOperator> clamp(double minimum, double maximum) {
        return maximum < minimum ? Optional.empty() : Optional.of(value -> clamp(value, minimum, maximum));
    }

    /** Infinity goes before what is no number, as in Go. */
    private static double clamp(double value, double minimum, double maximum) {
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
