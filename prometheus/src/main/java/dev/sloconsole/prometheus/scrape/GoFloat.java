package dev.sloconsole.prometheus.scrape;

import dev.sloconsole.prometheus.golang.GoNumbers;
import java.util.Locale;

/** Numbers as Go reads them, which is what the exposition formats build on. */
public final class GoFloat {

    private GoFloat() {}

    /**
     * The number that a text is.
     *
     * @throws NumberFormatException if it is none
     */
    public static double parse(String text) {
        if (text.isEmpty()) {
            throw new NumberFormatException("empty");
        }
        char last = text.charAt(text.length() - 1);
        if ((last >= '0' && last <= '9') || last == '.') {
            char first = text.charAt(0);
            if (first <= ' ' || text.indexOf('x') >= 0 || text.indexOf('X') >= 0) {
                throw new NumberFormatException(text);
            }
            double number = Double.parseDouble(text);
            if (Double.isInfinite(number)) {
                throw new NumberFormatException("out of range: " + text);
            }
            return number;
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "nan" -> Double.NaN;
            case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw new NumberFormatException(text);
        };
    }

    /** A number as OpenMetrics writes the bounds of buckets: always with a point or an exponent. */
    static String openMetrics(double value) {
        String text = value == 0 ? "0" : GoNumbers.general(value);
        return Double.isFinite(value) && text.indexOf('.') < 0 && text.indexOf('e') < 0 ? text + ".0" : text;
    }
}
