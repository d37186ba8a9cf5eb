package dev.sloconsole.prometheus.promql.parser;

import dev.sloconsole.prometheus.golang.GoQuotes;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Durations as Prometheus writes them: {@code 1h30m}, {@code 500ms}; a day has 24 hours, a year 365 days. */
public final class Durations {

    private static final String[] NAMES = {"y", "w", "d", "h", "m", "s", "ms"};
    private static final long[] UNITS = {31_536_000_000L, 604_800_000L, 86_400_000L, 3_600_000L, 60_000L, 1_000L, 1L};
    private static final Pattern PART = Pattern.compile("([0-9]+)([^0-9]+)");
    /** Prometheus counts nanoseconds in 64 bits. */
    private static final long LONGEST_MILLIS = Long.MAX_VALUE / 1_000_000;

    private Durations() {}

    /** A duration in milliseconds, or nothing if it is not one; 0 needs no unit. */
    public static OptionalLong parseMillis(String text) {
        try {
            return OptionalLong.of(millis(text));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /** A duration in seconds. */
    static double seconds(String text) {
        return millis(text) / 1000.0;
    }

    /** @throws NumberFormatException with Prometheus's message */
    private static long millis(String text) {
        if (text.equals("0")) {
            return 0;
        }
        var part = PART.matcher(text);
        long millis = 0;
        int lastUnit = -1;
        int end = 0;
        while (end < text.length()) {
            if (!part.find(end) || part.start() != end) {
                throw invalid(text);
            }
            int unit = Arrays.asList(NAMES).indexOf(part.group(2));
            if (unit < 0) {
                throw new NumberFormatException(
                        "unknown unit " + GoQuotes.quote(part.group(2)) + " in duration " + GoQuotes.quote(text));
            }
            if (unit <= lastUnit) {
                throw invalid(text);
            }
            lastUnit = unit;
            end = part.end();
            var number = new BigInteger(part.group(1)).multiply(BigInteger.valueOf(UNITS[unit]));
            if (number.bitLength() > 63 || number.longValue() > LONGEST_MILLIS - millis) {
                throw new NumberFormatException("duration out of range");
            }
            millis += number.longValue();
        }
        if (text.isEmpty()) {
            throw new NumberFormatException("empty duration string");
        }
        return millis;
    }

    private static NumberFormatException invalid(String text) {
        return new NumberFormatException("not a valid duration string: " + GoQuotes.quote(text));
    }

    /** The shortest form with whole units: {@code 1h30m}. */
    public static String format(long millis) {
        if (millis == 0) {
            return "0s";
        }
        var text = new StringBuilder(millis < 0 ? "-" : "");
        long rest = Math.abs(millis);
        for (int i = 0; i < UNITS.length; i++) {
            boolean exactOnly = i < 3;
            if (exactOnly ? rest % UNITS[i] == 0 && rest > 0 : rest >= UNITS[i]) {
                text.append(rest / UNITS[i]).append(NAMES[i]);
                rest %= UNITS[i];
            }
        }
        return text.toString();
    }
}
