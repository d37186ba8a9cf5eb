package dev.sloconsole.prometheus.golang;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers as text, in the forms of Go's {@code strconv.FormatFloat}: with the fewest digits that give the same number
 * back, or rounded, halves of the exact value to even.
 */
public final class GoNumbers {

    private GoNumbers() {}

    /** As the HTTP API writes a value: with an exponent below 1e-6 and from 1e21 on. */
    public static String format(double value) {
        double size = Math.abs(value);
        return size != 0 && (size < 1e-6 || size >= 1e21) && Double.isFinite(size) ? exponent(value) : plain(value);
    }

    /** {@code %f} with the fewest digits: without an exponent, however long that gets. */
    public static String plain(double value) {
        return Double.isFinite(value) && value != 0 ? digits(value).toPlainString() : special(value);
    }

    /** {@code %v} and {@code %g}: with an exponent below 1e-4 and from 1e6 on. */
    public static String general(double value) {
        if (!Double.isFinite(value) || value == 0) {
            return special(value);
        }
        double size = Math.abs(value);
        return size < 1e-4 || size >= 1e6 ? exponent(value) : plain(value);
    }

    /** {@code %e} with the fewest digits. */
    public static String exponent(double value) {
        if (!Double.isFinite(value)) {
            return special(value);
        }
        if (value == 0) {
            return special(value) + "e+00";
        }
        var stripped = digits(value).stripTrailingZeros();
        return exponent(stripped, stripped.precision() - 1);
    }

    /** {@code %.2f}: with a number of digits behind the point. */
    public static String fixed(double value, int decimals) {
        return Double.isFinite(value)
                ? sign(value)
                        + new BigDecimal(Math.abs(value))
                                .setScale(decimals, RoundingMode.HALF_EVEN)
                                .toPlainString()
                : special(value);
    }

    /** {@code %.2e}: with a number of digits behind the point, and an exponent. */
    public static String exponent(double value, int decimals) {
        if (!Double.isFinite(value)) {
            return special(value);
        }
        if (value == 0) {
            return special(value) + (decimals > 0 ? "." + "0".repeat(decimals) : "") + "e+00";
        }
        return exponent(new BigDecimal(value).round(new MathContext(decimals + 1, RoundingMode.HALF_EVEN)), decimals);
    }

    /** {@code %.2g}: with at most a number of digits, and an exponent where those do not reach the point. */
    public static String rounded(double value, int significant) {
        if (!Double.isFinite(value) || value == 0) {
            return special(value);
        }
        int digits = Math.max(1, significant);
        var rounded = new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN));
        int power = power(rounded);
        if (power >= -4 && power < digits) {
            return rounded.stripTrailingZeros().toPlainString();
        }
        var stripped = rounded.stripTrailingZeros();
        return exponent(stripped, stripped.precision() - 1);
    }

    private static String special(double value) {
        if (value == 0) {
            return sign(value) + "0";
        }
        return Double.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
    }

    private static String sign(double value) {
        return value < 0 || 1 / value < 0 ? "-" : "";
    }

    private static int power(BigDecimal number) {
        return number.precision() - number.scale() - 1;
    }

    private static String exponent(BigDecimal number, int decimals) {
        int power = power(number);
        var text = new StringBuilder(number.unscaledValue().abs().toString());
        while (text.length() < decimals + 1) {
            text.append('0');
        }
        text.setLength(decimals + 1);
        if (decimals > 0) {
            text.insert(1, '.');
        }
        return (number.signum() < 0 ? "-" : "")
                + text
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
