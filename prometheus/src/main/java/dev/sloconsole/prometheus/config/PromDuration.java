package dev.sloconsole.prometheus.config;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Durations in Prometheus's notation: {@code 1h30m}, {@code 5s}, {@code 250ms}, {@code 0}. A day has 24 hours, a week 7
 * days, a year 365.
 */
public final class PromDuration {

    private static final Pattern FORM =
            Pattern.compile("(?:(\\d+)y)?(?:(\\d+)w)?(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?(?:(\\d+)ms)?");
    private static final long[] MILLIS = {365L * 86_400_000, 7L * 86_400_000, 86_400_000, 3_600_000, 60_000, 1_000, 1};
    private static final String[] UNITS = {"y", "w", "d", "h", "m", "s", "ms"};

    private PromDuration() {}

    /** The duration, or nothing where the text is not one or does not fit. */
    public static Optional<Duration> parse(String text) {
        if (text.equals("0")) {
            return Optional.of(Duration.ZERO);
        }
        var matcher = FORM.matcher(text);
        if (text.isEmpty() || text.length() > 64 || !matcher.matches()) {
            return Optional.empty();
        }
        try {
            long millis = 0;
            for (int i = 0; i < MILLIS.length; i++) {
                String number = matcher.group(i + 1);
                if (number != null) {
                    millis = Math.addExact(millis, Math.multiplyExact(Long.parseLong(number), MILLIS[i]));
                }
            }
            return millis > Long.MAX_VALUE / 1_000_000 ? Optional.empty() : Optional.of(Duration.ofMillis(millis));
        } catch (ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The shortest exact text; years, weeks and days only where nothing smaller is needed, as Prometheus does. */
    public static String format(Duration duration) {
        long rest = duration.toMillis();
        if (rest == 0) {
            return "0s";
        }
        var text = new StringBuilder();
        for (int i = 0; i < MILLIS.length; i++) {
            boolean onlyIfWhole = i < 3;
            if (rest >= MILLIS[i] && (!onlyIfWhole || rest % MILLIS[i] == 0)) {
                text.append(rest / MILLIS[i]).append(UNITS[i]);
                rest %= MILLIS[i];
            }
        }
        return text.toString();
    }
}
