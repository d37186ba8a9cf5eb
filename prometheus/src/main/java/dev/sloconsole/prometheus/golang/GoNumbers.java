package dev.sloconsole.prometheus.golang;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as text, in the forms of Go's {@code strconv}: always the fewest digits that give the same number back. */
public final class GoNumbers {

    private GoNumbers() {}

    /** As the HTTP API writes a value: with an exponent below 1e-6 and from 1e21 on. */
    public static String format(double value) {
        double size = Math.abs(value);
        return size != 0 && (size < 1e-6 || size >= 1e21) && Double.isFinite(size)
                ? exponent(value)
                : plain(value);
    }

    /** Without an exponent, however long that gets. */
    public static String plain(double value) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        return digits(value).toPlainString();
    }

    /** As {@code %v} and {@code %g} write it: with an exponent below 1e-4 and from 1e6 on. */
    public static String general(double value) {
        double size = Math.abs(value);
        return size != 0 && (size < 1e-4 || size >= 1e6) && Double.isFinite(size)
                ? exponent(value)
                : plain(value);
    }

    /** With a number of digits behind the point. */
    public static String fixed(double value, int decimals) {
        return Double.isFinite(value)
                ? new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString()
                : plain(value);
    }

    /** With a number of significant digits, as {@code %.2g} writes it. */
    public static String rounded(double value, int significant) {
        if (!Double.isFinite(value) || value == 0) {
            return plain(value);
        }
        var rounded = new BigDecimal(value).round(new MathContext(significant, RoundingMode.HALF_EVEN));
        int power = rounded.precision() - rounded.scale() - 1;
        return power < -4 || power >= significant
                ? exponent(rounded)
                : rounded.stripTrailingZeros().toPlainString();
    }

    private static String exponent(double value) {
        return exponent(digits(value));
    }

    private static String exponent(BigDecimal number) {
        var digits = number.stripTrailingZeros();
        int power = digits.precision() - digits.scale() - 1;
        var text = digits.unscaledValue().abs().toString();
        return (digits.signum() < 0 ? "-" : "")
                + text.charAt(0)
                + (text.length() > 1 ? "." + text.substring(1) : "")
                + (power < 0 ? "e-" : "e+")
                + (Math.abs(power) < 10 ? "0" : "")
                + Math.abs(power);
    }

    private static BigDecimal digits(double value) {
        var number = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        if (number.precision() == 2) {
            // Java writes the smallest numbers with two digits where one would do.
            var shorter = number.round(new MathContext(1, RoundingMode.HALF_EVEN));
            number = shorter.doubleValue() == value ? shorter : number;
        }
        return number.scale() < 0 ? number.setScale(0) : number;
    }
}
