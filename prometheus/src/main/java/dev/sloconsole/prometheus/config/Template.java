package dev.sloconsole.prometheus.config;

import dev.sloconsole.prometheus.series.Labels;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.regex.Pattern;

/**
 * A text with values filled in, as far as rule files use Go's templates: {@code {{ $value }}}, {@code {{ $labels.x }}},
 * {@code {{ $externalLabels.x }}}, and the functions of {@link #FUNCTIONS} behind a bar. What Prometheus has beyond
 * that (queries, ranges, conditions) is refused when the rule file is read.
 *
 * @see <a href="https://prometheus.io/docs/prometheus/latest/configuration/template_reference/">Prometheus: template
 *     reference</a>
 */
public final class Template {

    static final List<String> FUNCTIONS = List.of(
            "humanize", "humanize1024", "humanizeDuration", "humanizePercentage", "humanizeTimestamp", "printf",
            "title", "toLower", "toUpper");

    private static final Pattern SUBJECT =
            Pattern.compile("\\$value|\\.Value|(?:\\$labels|\\.Labels)\\.(\\w+)|(?:\\$externalLabels|\\.ExternalLabels)\\.(\\w+)");
    private static final Pattern PRINTF = Pattern.compile("printf\\s+\"(%(?:\\.(\\d{1,2}))?[fgev]%?%?)\"(?:\\s+(\\S+))?");
    private static final Pattern CALL = Pattern.compile("(\\w+)\\s+(\\S+)");

    private final List<Part> parts;

    private Template(List<Part> parts) {
        this.parts = parts;
    }

    /** What a template is filled with. */
    public record Values(double value, Labels labels, Labels externalLabels) {}

    private interface Part {
        String fill(Values values);
    }

    /** A value on its way through the functions. */
    private sealed interface Operand {
        record Quantity(double value) implements Operand {}

        record Text(String value) implements Operand {}
    }

    private interface Source {
        Operand of(Values values);
    }

    private interface Function {
        Operand apply(Operand operand);
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException if it is not closed, or uses what is not supported; the message says which
     */
    public static Template parse(String text) {
        var parts = new ArrayList<Part>();
        int at = 0;
        while (true) {
            int open = text.indexOf("{{", at);
            String plain = text.substring(at, open < 0 ? text.length() : open);
            if (!plain.isEmpty()) {
                parts.add(values -> plain);
            }
            if (open < 0) {
                return new Template(parts);
            }
            int close = text.indexOf("}}", open);
            if (close < 0) {
                throw new IllegalArgumentException("unclosed action in \"" + text + "\". Close it with }}.");
            }
            parts.add(action(text.substring(open + 2, close).strip()));
            at = close + 2;
        }
    }

    public String fill(Values values) {
        var text = new StringBuilder();
        parts.forEach(part -> text.append(part.fill(values)));
        return text.toString();
    }

    private static Part action(String text) {
        var stages = text.split("\\|");
        String first = stages[0].strip();
        var functions = new ArrayList<Function>();
        Source source;
        var printf = PRINTF.matcher(first);
        var call = CALL.matcher(first);
        if (printf.matches() && printf.group(3) != null) {
            source = subject(printf.group(3), text);
            functions.add(function("printf \"" + printf.group(1) + "\"", text));
        } else if (call.matches()) {
            source = subject(call.group(2), text);
            functions.add(function(call.group(1), text));
        } else {
            source = subject(first, text);
        }
        for (int i = 1; i < stages.length; i++) {
            functions.add(function(stages[i].strip(), text));
        }
        return values -> {
            Operand operand = source.of(values);
            for (Function function : functions) {
                operand = function.apply(operand);
            }
            return switch (operand) {
                case Operand.Quantity(double number) -> GoFormat.general(number);
                case Operand.Text(String string) -> string;
            };
        };
    }

    private static Source subject(String text, String action) {
        var matcher = SUBJECT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("{{ " + action
                    + " }} is not supported here. Use $value, $labels.NAME or "
                    + "$externalLabels.NAME, with " + String.join(", ", FUNCTIONS) + ".");
        }
        String label = matcher.group(1);
        String external = matcher.group(2);
        if (label != null) {
            return values -> new Operand.Text(values.labels().get(label));
        }
        if (external != null) {
            return values -> new Operand.Text(values.externalLabels().get(external));
        }
        return values -> new Operand.Quantity(values.value());
    }

    private static Function function(String name, String action) {
        var printf = PRINTF.matcher(name);
        if (printf.matches() && printf.group(3) == null) {
            String digits = printf.group(2);
            char verb = printf.group(1).replaceAll("[%.\\d]", "").charAt(0);
            String tail = printf.group(1).endsWith("%%") ? "%" : "";
            return operand ->
                    new Operand.Text(formatted(verb, digits == null ? -1 : Integer.parseInt(digits), operand) + tail);
        }
        return switch (name) {
            case "humanize" -> number(GoFormat::humanize);
            case "humanize1024" -> number(GoFormat::humanize1024);
            case "humanizePercentage" -> number(v -> GoFormat.significant(v * 100, 4) + "%");
            case "humanizeDuration" -> number(GoFormat::humanizeDuration);
            case "humanizeTimestamp" -> number(Template::humanizeTimestamp);
            case "toUpper" -> operand -> new Operand.Text(text(operand).toUpperCase(Locale.ROOT));
            case "toLower" -> operand -> new Operand.Text(text(operand).toLowerCase(Locale.ROOT));
            case "title" -> operand -> new Operand.Text(Pattern.compile("\\b[a-z]")
                    .matcher(text(operand)).replaceAll(m -> m.group().toUpperCase(Locale.ROOT)));
            default -> throw new IllegalArgumentException(
                    "{{ " + action + " }}: function \"" + name + "\" is not supported here. Use "
                            + String.join(", ", FUNCTIONS) + ".");
        };
    }

    private static Function number(DoubleFunction<String> format) {
        return operand -> switch (operand) {
            case Operand.Quantity(double value) -> new Operand.Text(format.apply(value));
            case Operand.Text(String text) -> {
                try {
                    yield new Operand.Text(format.apply(Double.parseDouble(text)));
                } catch (NumberFormatException e) {
                    yield operand;
                }
            }
        };
    }

    private static String text(Operand operand) {
        return switch (operand) {
            case Operand.Quantity(double value) -> GoFormat.general(value);
            case Operand.Text(String text) -> text;
        };
    }

    private static String formatted(char verb, int digits, Operand operand) {
        return switch (operand) {
            case Operand.Text(String text) -> text;
            case Operand.Quantity(double value) when !Double.isFinite(value) -> GoFormat.general(value);
            case Operand.Quantity(double value) -> switch (verb) {
                case 'f' -> String.format(Locale.ROOT, "%." + (digits < 0 ? 6 : digits) + "f", value);
                case 'e' -> String.format(Locale.ROOT, "%." + (digits < 0 ? 6 : digits) + "e", value);
                default -> digits < 0 ? GoFormat.general(value) : GoFormat.significant(value, digits);
            };
        };
    }

    private static String humanizeTimestamp(double seconds) {
        if (!Double.isFinite(seconds)) {
            return GoFormat.general(seconds);
        }
        return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS '+0000 UTC'", Locale.ROOT)
                .format(Instant.ofEpochMilli((long) (seconds * 1000)).atOffset(ZoneOffset.UTC))
                .replaceFirst("\\.?0* \\+", " +");
    }
}
