package dev.sloconsole.prometheus.template;

import dev.sloconsole.prometheus.golang.GoNumbers;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Numbers and words for people, as Prometheus's templates write them. */
final class Humanize {

    private static final List<String> LARGE = List.of("k", "M", "G", "T", "P", "E", "Z", "Y");
    private static final List<String> SMALL = List.of("m", "u", "n", "p", "f", "a", "z", "y");
    private static final List<String> LARGE_1024 = List.of("ki", "Mi", "Gi", "Ti", "Pi", "Ei", "Zi", "Yi");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS '+0000 UTC'", Locale.ROOT);

    private Humanize() {}

    static String humanize(double value) {
        if (value == 0 || !Double.isFinite(value)) {
            return four(value);
        }
        return Math.abs(value) >= 1 ? scaledDown(value, 1000, LARGE) : scaledUp(value);
    }

    static String humanize1024(double value) {
        return Math.abs(value) <= 1 || !Double.isFinite(value) ? four(value) : scaledDown(value, 1024, LARGE_1024);
    }

    private static String scaledDown(double value, int base, List<String> prefixes) {
        double rest = value;
        int i = 0;
        for (; Math.abs(rest) >= base && i < prefixes.size(); i++) {
            rest /= base;
        }
        return four(rest) + (i == 0 ? "" : prefixes.get(i - 1));
    }

    private static String scaledUp(double value) {
        double rest = value;
        int i = 0;
        for (; Math.abs(rest) < 1 && i < SMALL.size(); i++) {
            rest *= 1000;
        }
        return four(rest) + (i == 0 ? "" : SMALL.get(i - 1));
    }

    /** Seconds as {@code 1d 2h 3m 4s}; below one second with a prefix. */
    static String duration(double value) {
        if (!Double.isFinite(value)) {
            return four(value);
        }
        if (Math.abs(value) < 1) {
            return (value == 0 ? four(value) : scaledUp(value)) + "s";
        }
        String sign = value < 0 ? "-" : "";
        double size = Math.abs(value);
        // Beyond what fits, a processor of Go's gives the smallest whole number there is.
        long seconds = size >= 0x1p63 ? Long.MIN_VALUE : (long) size;
        long minutes = seconds / 60 % 60;
        long hours = seconds / 3600 % 24;
        long days = seconds / 86_400;
        if (days != 0) {
            return sign + days + "d " + hours + "h " + minutes + "m " + seconds % 60 + "s";
        }
        if (hours != 0) {
            return sign + hours + "h " + minutes + "m " + seconds % 60 + "s";
        }
        return minutes != 0 ? sign + minutes + "m " + seconds % 60 + "s" : sign + four(size) + "s";
    }

    static String percentage(double value) {
        return four(value * 100) + "%";
    }

    static String timestamp(double seconds) {
        if (!Double.isFinite(seconds)) {
            return four(seconds);
        }
        double nanos = seconds * 1e9;
        if (Math.abs(nanos) > 0x1p63) {
            throw new Template.Failed("error calling humanizeTimestamp: " + GoNumbers.general(seconds)
                    + " cannot be represented as a nanoseconds timestamp since it overflows int64");
        }
        return TIME.format(Instant.ofEpochMilli((long) nanos / 1_000_000).atOffset(ZoneOffset.UTC))
                .replaceFirst("\\.?0* \\+", " +");
    }

    /** As Go's {@code strings.Title}: a capital behind everything that is no letter, digit or underscore. */
    static String title(String text) {
        var titled = new StringBuilder(text.length());
        int previous = ' ';
        for (int c : text.codePoints().toArray()) {
            titled.appendCodePoint(separates(previous) ? Character.toTitleCase(c) : c);
            previous = c;
        }
        return titled.toString();
    }

    /** Beyond ASCII, only blanks separate words. */
    private static boolean separates(int c) {
        return c < 0x80
                ? !Character.isLetterOrDigit(c) && c != '_'
                : Character.isSpaceChar(c) || Character.isWhitespace(c);
    }

    private static String four(double value) {
        return GoNumbers.rounded(value, 4);
    }
}
