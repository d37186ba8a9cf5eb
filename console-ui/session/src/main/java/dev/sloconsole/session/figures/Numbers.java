package dev.sloconsole.session.figures;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;

/** Numbers as they stand in formulas: never rounded to a value that would say something else. */
final class Numbers {

    private Numbers() {}

    /** {@code 22,300}. */
    static String count(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    /** {@code 0.9900}, with more digits where four would make a 1 or a 0 of it. */
    static String ratio(double value) {
        return honest(value, 4);
    }

    /** {@code 3.20}, with more digits where two would make a 1 or a 0 of it. */
    static String decimal(double value) {
        return honest(value, 2);
    }

    /** {@code 0.99}: as few digits as name the number. */
    static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    /** {@code 5 min} or {@code 20 s}. */
    static String range(Duration range) {
        return range.toSecondsPart() == 0 ? range.toMinutes() + " min" : range.toSeconds() + " s";
    }

    private static String honest(double value, int digits) {
        for (int more = digits; more <= digits + 6; more += 2) {
            var text = String.format(Locale.ROOT, "%." + more + "f", value);
            double shown = Double.parseDouble(text);
            if ((shown != 0 && shown != 1) || Math.abs(shown - value) < 1e-9) {
                return withoutMinusZero(String.format(Locale.ROOT, "%." + more + "f", value), shown);
            }
        }
        return String.format(Locale.ROOT, "%.1e", value);
    }

    private static String withoutMinusZero(String text, double shown) {
        return shown == 0 && text.startsWith("-") ? text.substring(1) : text.replace('-', '−');
    }
}
