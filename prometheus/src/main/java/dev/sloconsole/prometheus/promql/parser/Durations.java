package dev.sloconsole.prometheus.promql.parser;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Durations as Prometheus writes them: {@code 1h30m}, {@code 500ms}; a day has 24 hours, a year 365 days. */
public final class Durations {

    private static final Pattern SYNTAX = Pattern.compile("(?:(\\d+)y)?(?:(\\d+)w)?(?:(\\d+)d)?(?:(\\d+)h)?"
            + "(?:(\\d+)m(?!s))?(?:(\\d+)s)?(?:(\\d+)ms)?");
    private static final long[] UNITS = {
        31_536_000_000L, 604_800_000L, 86_400_000L, 3_600_000L, 60_000L, 1_000L, 1L
    };

    private Durations() {}

    /** A duration in milliseconds, or nothing if it is not one; 0 needs no unit. */
    public static OptionalLong parseMillis(String text) {
        if (text.equals("0")) {
            return OptionalLong.of(0);
        }
        var match = SYNTAX.matcher(text);
        if (text.isEmpty() || !match.matches()) {
            return OptionalLong.empty();
        }
        long millis = 0;
        try {
            for (int i = 0; i < UNITS.length; i++) {
                var number = match.group(i + 1);
                if (number != null) {
                    millis = Math.addExact(millis, Math.multiplyExact(Long.parseLong(number), UNITS[i]));
                }
            }
        } catch (ArithmeticException | NumberFormatException e) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(millis);
    }

    /** The shortest form with whole units: {@code 1h30m}. */
    public static String format(long millis) {
        if (millis == 0) {
            return "0s";
        }
        var names = new String[] {"y", "w", "d", "h", "m", "s", "ms"};
        var text = new StringBuilder(millis < 0 ? "-" : "");
        long rest = Math.abs(millis);
        for (int i = 0; i < UNITS.length; i++) {
            boolean exactOnly = i < 3;
            if (exactOnly ? rest % UNITS[i] == 0 && rest > 0 : rest >= UNITS[i]) {
                text.append(rest / UNITS[i]).append(names[i]);
                rest %= UNITS[i];
            }
        }
        return text.toString();
    }
}
