package dev.sloconsole.prometheus.promql.parser;

import dev.sloconsole.prometheus.golang.GoQuotes;
import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;

/** Numbers as Go reads them: decimal, hexadecimal, octal after a leading zero, with underscores. */
final class Numbers {

    private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);

    private Numbers() {}

    private static final Pattern MISPLACED_UNDERSCORE = Pattern.compile("_(?![0-9a-f])|(?<![0-9a-fx])_");

    /** @throws NumberFormatException with Prometheus's message */
    static double parse(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        if (lower.equals("inf")) {
            return Double.POSITIVE_INFINITY;
        }
        if (lower.equals("nan")) {
            return Double.NaN;
        }
        if (MISPLACED_UNDERSCORE.matcher(lower).find()) {
            throw wrong(text, "invalid syntax");
        }
        var plain = lower.replace("_", "");
        boolean hexadecimal = plain.startsWith("0x");
        if (hexadecimal || (plain.startsWith("0") && plain.matches("[0-7]{2,}"))) {
            var digits = hexadecimal ? plain.substring(2) : plain;
            if (digits.isEmpty()) {
                throw wrong(text, "invalid syntax");
            }
            var integer = new BigInteger(digits, hexadecimal ? 16 : 8);
            if (integer.compareTo(LARGEST) <= 0) {
                return integer.doubleValue();
            }
            if (hexadecimal) {
                throw wrong(text, "invalid syntax");
            }
        }
        double value;
        try {
            value = Double.parseDouble(plain);
        } catch (NumberFormatException e) {
            throw wrong(text, "invalid syntax");
        }
        if (Double.isInfinite(value)) {
            throw wrong(text, "value out of range");
        }
        return value;
    }

    private static NumberFormatException wrong(String text, String why) {
        return new NumberFormatException(
                "error parsing number: strconv.ParseFloat: parsing " + GoQuotes.quote(text) + ": " + why);
    }
}
