package dev.sloconsole.prometheus.golang;

import dev.sloconsole.prometheus.golang.GoValue.Bool;
import dev.sloconsole.prometheus.golang.GoValue.Entries;
import dev.sloconsole.prometheus.golang.GoValue.Int;
import dev.sloconsole.prometheus.golang.GoValue.Real;
import dev.sloconsole.prometheus.golang.GoValue.Text;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Go's {@code fmt.Sprintf}. What does not fit together is not refused but shown in the text, as Go does:
 * {@code %!d(float64=1.5)}.
 *
 * @see <a href="https://pkg.go.dev/fmt">Go: fmt</a>
 */
public final class GoPrintf {

    private static final Pattern DIRECTIVE = Pattern.compile("%([-+# 0]*)(\\d{1,4})?(?:(\\.)(\\d{1,4})?)?");

    private final String flags;
    private final int width;
    private final Optional<Integer> precision;

    private GoPrintf(String flags, int width, Optional<Integer> precision) {
        this.flags = flags;
        this.width = width;
        this.precision = precision;
    }

    /** The format with its verbs replaced by the values. */
    public static String format(String format, List<GoValue> values) {
        var text = new StringBuilder();
        var directive = DIRECTIVE.matcher(format);
        int at = 0;
        int next = 0;
        while (directive.find(at)) {
            text.append(format, at, directive.start());
            at = directive.end();
            if (at == format.length()) {
                text.append("%!(NOVERB)");
                break;
            }
            int verb = format.codePointAt(at);
            at += Character.charCount(verb);
            if (verb == '%') {
                text.append('%');
            } else if (next == values.size()) {
                text.append("%!").appendCodePoint(verb).append("(MISSING)");
            } else {
                var precision = directive.group(3) == null
                        ? Optional.<Integer>empty()
                        : Optional.of(directive.group(4) == null ? 0 : Integer.parseInt(directive.group(4)));
                int width = directive.group(2) == null ? 0 : Integer.parseInt(directive.group(2));
                text.append(new GoPrintf(directive.group(1), width, precision).print(verb, values.get(next++)));
            }
        }
        text.append(format, Math.min(at, format.length()), format.length());
        for (int i = next; i < values.size(); i++) {
            var value = values.get(i);
            text.append(i == next ? "%!(EXTRA " : ", ")
                    .append(value.type())
                    .append('=')
                    .append(value.print());
        }
        return text.append(next < values.size() ? ")" : "").toString();
    }

    private String print(int verb, GoValue value) {
        var printed = switch (value) {
            case Real(double number) -> number(verb, number);
            case Int(long number) -> whole(verb, number);
            case Text(String text) -> text(verb, text);
            case Bool bool -> verb == 't' || verb == 'v' ? Optional.of(bool.print()) : Optional.<String>empty();
            case Entries entries ->
                verb == 'v' || verb == 's' ? Optional.of(entries.print()) : Optional.<String>empty();
            case GoValue.Items items -> verb == 'v' ? Optional.of(items.print()) : Optional.<String>empty();
            case GoValue.Point point -> verb == 'v' ? Optional.of(point.print()) : Optional.<String>empty();
        };
        if (verb == 'T') {
            return padded(value.type(), false);
        }
        boolean isNumber = value instanceof Real || value instanceof Int;
        return printed.map(text -> padded(text, isNumber))
                .orElseGet(() -> "%!" + Character.toString(verb) + "(" + value.type() + "=" + value.print() + ")");
    }

    private Optional<String> number(int verb, double value) {
        Optional<String> plain = switch (verb) {
            case 'v', 'g' ->
                Optional.of(precision
                        .map(digits -> GoNumbers.rounded(value, digits))
                        .orElseGet(() -> GoNumbers.general(value)));
            case 'G' ->
                Optional.of(precision
                        .map(digits -> GoNumbers.rounded(value, digits))
                        .orElseGet(() -> GoNumbers.general(value))
                        .replace('e', 'E'));
            case 'f', 'F' -> Optional.of(GoNumbers.fixed(value, precision.orElse(6)));
            case 'e' -> Optional.of(GoNumbers.exponent(value, precision.orElse(6)));
            case 'E' ->
                Optional.of(GoNumbers.exponent(value, precision.orElse(6)).replace('e', 'E'));
            default -> Optional.empty();
        };
        boolean plus = flags.indexOf('+') >= 0;
        // The sign of infinity is shown with the flag only; a number that is none has no sign at all.
        return plain.map(text -> text.equals("+Inf") && !plus ? "+Inf" : signed(text, Double.isNaN(value)));
    }

    private String signed(String text, boolean never) {
        if (never && flags.indexOf('+') < 0 && flags.indexOf(' ') < 0) {
            return text;
        }
        boolean bare = !text.startsWith("-") && !text.startsWith("+");
        return bare && flags.indexOf('+') >= 0 ? "+" + text : bare && flags.indexOf(' ') >= 0 ? " " + text : text;
    }

    private Optional<String> whole(int verb, long value) {
        String sign = value < 0 ? "-" : "";
        return switch (verb) {
            case 'v', 'd' -> Optional.of(signed(Long.toString(value), false));
            case 'x' -> Optional.of(signed(sign + Long.toHexString(Math.abs(value)), false));
            case 'X' ->
                Optional.of(signed(sign + Long.toHexString(Math.abs(value)).toUpperCase(Locale.ROOT), false));
            case 'o' -> Optional.of(signed(sign + Long.toOctalString(Math.abs(value)), false));
            case 'b' -> Optional.of(signed(sign + Long.toBinaryString(Math.abs(value)), false));
            case 'c' ->
                Optional.of(Character.isValidCodePoint((int) value) ? Character.toString((int) value) : "\ufffd");
            case 'q' -> Optional.of(GoQuotes.quote((int) value));
            default -> Optional.empty();
        };
    }

    private Optional<String> text(int verb, String text) {
        String cut = precision
                .filter(most -> most < text.codePointCount(0, text.length()))
                .map(most -> text.substring(0, text.offsetByCodePoints(0, most)))
                .orElse(text);
        var hex = HexFormat.of();
        return switch (verb) {
            case 'v', 's' -> Optional.of(cut);
            case 'q' -> Optional.of(GoQuotes.quote(cut));
            case 'x' -> Optional.of(hex.formatHex(cut.getBytes(StandardCharsets.UTF_8)));
            case 'X' -> Optional.of(hex.withUpperCase().formatHex(cut.getBytes(StandardCharsets.UTF_8)));
            default -> Optional.empty();
        };
    }

    private String padded(String text, boolean isNumber) {
        int missing = width - text.codePointCount(0, text.length());
        if (missing <= 0) {
            return text;
        }
        if (flags.indexOf('-') >= 0) {
            return text + " ".repeat(missing);
        }
        boolean zeros = flags.indexOf('0') >= 0 && isNumber && !text.endsWith("Inf") && !text.endsWith("NaN");
        if (!zeros) {
            return " ".repeat(missing) + text;
        }
        int digits = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        return text.substring(0, digits) + "0".repeat(missing) + text.substring(digits);
    }
}
