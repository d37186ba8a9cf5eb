package dev.sloconsole.prometheus.promql.parser;

import java.math.BigInteger;
import java.util.Locale;

/** Numbers as Go reads them: decimal, hexadecimal, octal after a leading zero, with underscores. */
final class Numbers {

    private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);

    private Numbers() {}

    static double parse(String text) {
        var plain = text.toLowerCase(Locale.ROOT);
        if (plain.equals("inf")) {
            return Double.POSITIVE_INFINITY;
        }
        if (plain.equals("nan")) {
            return Double.NaN;
        }
        plain = plain.replace("_", "");
        if (plain.startsWith("0x")) {
            return new BigInteger(plain.substring(2), 16).doubleValue();
        }
        if (plain.length() > 1 && plain.startsWith("0") && plain.chars().allMatch(c -> c >= '0' && c <= '7')) {
            var octal = new BigInteger(plain, 8);
            if (octal.compareTo(LARGEST) <= 0) {
                return octal.doubleValue();
            }
        }
        double value = Double.parseDouble(plain);
        if (Double.isInfinite(value)) {
            throw new NumberFormatException("value out of range");
        }
        return value;
    }
}
