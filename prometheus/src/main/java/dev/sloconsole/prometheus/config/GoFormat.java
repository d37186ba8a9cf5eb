package dev.sloconsole.prometheus.config;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers in the texts that Prometheus's templates make of them. */
public final class GoFormat {

    private static final String[] LARGE = {"", "k", "M", "G", "T", "P", "E", "Z", "Y"};
    private static final String[] SMALL = {"", "m", "u", "n", "p", "f", "a", "z", "y"};
    private static final String[] LARGE_1024 = {"", "ki", "Mi", "Gi", "Ti", "Pi", "Ei", "Zi", "Yi"};

    private GoFormat() {}

    /** Go's {@code %v} of a float: the shortest exact digits, with an exponent from 1e21 and below 1e-4. */
    public static String general(double v) {
        if (!Double.isFinite(v)) {
            return notFinite(v);
        }
        return plainOrExponent(new BigDecimal(Double.toString(v)), 21);
    }

    /** Go's {@code %.Ng}: at most so many digits, without trailing zeros. */
    static String significant(double v, int digits) {
        if (!Double.isFinite(v)) {
            return notFinite(v);
        }
        int precision = Math.max(1, digits);
        return plainOrExponent(new BigDecimal(v).round(new MathContext(precision, RoundingMode.HALF_EVEN)), precision);
    }

    private static String plainOrExponent(BigDecimal number, int exponentFrom) {
        if (number.signum() == 0) {
            return "0";
        }
        BigDecimal stripped = number.stripTrailingZeros();
        int exponent = stripped.precision() - stripped.scale() - 1;
        if (exponent >= -4 && exponent < exponentFrom) {
            return stripped.toPlainString();
        }
        String digits = stripped.unscaledValue().abs().toString();
        String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        String sign = stripped.signum() < 0 ? "-" : "";
        return sign + mantissa + "e" + (exponent < 0 ? "-" : "+") + (Math.abs(exponent) < 10 ? "0" : "")
                + Math.abs(exponent);
    }

    private static String notFinite(double v) {
        return Double.isNaN(v) ? "NaN" : v > 0 ? "+Inf" : "-Inf";
    }

    static String humanize(double v) {
        if (v == 0 || !Double.isFinite(v)) {
            return significant(v, 4);
        }
        double rest = v;
        int i = 0;
        if (Math.abs(v) >= 1) {
            for (; Math.abs(rest) >= 1000 && i < LARGE.length - 1; i++) {
                rest /= 1000;
            }
            return significant(rest, 4) + LARGE[i];
        }
        for (; Math.abs(rest) < 1 && i < SMALL.length - 1; i++) {
            rest *= 1000;
        }
        return significant(rest, 4) + SMALL[i];
    }

    static String humanize1024(double v) {
        double rest = v;
        int i = 0;
        for (; Double.isFinite(v) && Math.abs(rest) >= 1024 && i < LARGE_1024.length - 1; i++) {
            rest /= 1024;
        }
        return significant(rest, 4) + LARGE_1024[i];
    }

    /** Seconds as {@code 1d 2h 3m 4s}; below one second with a prefix. */
    static String humanizeDuration(double v) {
        if (!Double.isFinite(v)) {
            return significant(v, 4);
        }
        if (v == 0) {
            return "0s";
        }
        if (Math.abs(v) < 1) {
            double rest = v;
            int i = 0;
            for (; Math.abs(rest) < 1 && i < SMALL.length - 1; i++) {
                rest *= 1000;
            }
            return significant(rest, 4) + SMALL[i] + "s";
        }
        String sign = v < 0 ? "-" : "";
        double abs = Math.abs(v);
        long duration = (long) abs;
        long seconds = duration % 60;
        long minutes = duration / 60 % 60;
        long hours = duration / 3600 % 24;
        long days = duration / 86_400;
        if (days != 0) {
            return sign + days + "d " + hours + "h " + minutes + "m " + seconds + "s";
        }
        if (hours != 0) {
            return sign + hours + "h " + minutes + "m " + seconds + "s";
        }
        if (minutes != 0) {
            return sign + minutes + "m " + seconds + "s";
        }
        return sign + significant(abs, 4) + "s";
    }
}
