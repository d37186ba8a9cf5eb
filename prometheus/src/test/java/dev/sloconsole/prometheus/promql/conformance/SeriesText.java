package dev.sloconsole.prometheus.promql.conformance;

import dev.sloconsole.prometheus.promql.parser.Expr;
import dev.sloconsole.prometheus.promql.parser.ParseException;
import dev.sloconsole.prometheus.promql.parser.Parser;
import dev.sloconsole.prometheus.series.LabelMatcher;
import dev.sloconsole.prometheus.series.Labels;
import dev.sloconsole.prometheus.series.StaleMarker;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Series as the test language writes them: {@code name{label="value"} 0+1x10 _ stale}. */
final class SeriesText {

    private static final String NUMBER = "[+-]?(?:[0-9.]+(?:[eE][+-]?[0-9]+)?|[iI]nf|NaN)";
    private static final Pattern STEPS =
            Pattern.compile("(" + NUMBER + ")(?:([+-](?:[0-9.]+(?:[eE][+-]?[0-9]+)?|[iI]nf))?x([0-9]+))?");

    private SeriesText() {}

    static Command.Row row(String line) {
        int end = metricEnd(line);
        return new Command.Row(
                labels(line.substring(0, end)), values(line.substring(end).strip()));
    }

    private static int metricEnd(String line) {
        char quote = 0;
        boolean braces = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote != 0) {
                if (c == '\\' && quote != '`') {
                    i++;
                } else if (c == quote) {
                    quote = 0;
                }
            } else if (braces && (c == '"' || c == '\'' || c == '`')) {
                quote = c;
            } else if (c == '{') {
                braces = true;
            } else if (c == '}') {
                return i + 1;
            } else if (!braces && Character.isWhitespace(c)) {
                var rest = line.substring(i).strip();
                if (!rest.startsWith("{") || rest.startsWith("{{")) {
                    return i;
                }
            }
        }
        return line.length();
    }

    static Labels labels(String metric) {
        if (metric.replace(" ", "").equals("{}")) {
            return Labels.EMPTY;
        }
        try {
            var labels = new TreeMap<String, String>();
            for (var matcher : Parser.parseSelector(metric)) {
                labels.put(matcher.name(), ((LabelMatcher.Equal) matcher).value());
            }
            return Labels.of(labels);
        } catch (ParseException e) {
            throw new IllegalArgumentException(e.describe(metric), e);
        }
    }

    static Expr parsed(String query) {
        try {
            return Parser.parse(query);
        } catch (ParseException e) {
            throw new IllegalArgumentException(e.describe(query), e);
        }
    }

    private static List<OptionalDouble> values(String text) {
        var values = new ArrayList<OptionalDouble>();
        for (var item : text.isEmpty() ? new String[0] : text.split("\\s+")) {
            if (item.startsWith("_")) {
                int times = item.length() > 1 ? Integer.parseInt(item.substring(2)) : 1;
                for (int i = 0; i < times; i++) {
                    values.add(OptionalDouble.empty());
                }
            } else if (item.startsWith("stale")) {
                int times = item.length() > 5 ? Integer.parseInt(item.substring(6)) : 0;
                for (int i = 0; i <= times; i++) {
                    values.add(OptionalDouble.of(StaleMarker.VALUE));
                }
            } else {
                steps(item, values);
            }
        }
        return values;
    }

    private static void steps(String item, List<OptionalDouble> values) {
        var match = STEPS.matcher(item);
        if (!match.matches()) {
            throw new IllegalArgumentException("Not a value: " + item);
        }
        double value = number(match.group(1));
        double step = match.group(2) == null ? 0 : number(match.group(2));
        int times = match.group(3) == null ? 0 : Integer.parseInt(match.group(3));
        for (int i = 0; i <= times; i++) {
            values.add(OptionalDouble.of(value));
            value += step;
        }
    }

    /** A string in quotes of any kind, as PromQL reads it; what is in none is taken as it is. */
    static String unquoted(String text) {
        return text.matches("(?s)([\"'`]).*\\1") && parsed(text) instanceof Expr.StringLiteral literal
                ? literal.value()
                : text;
    }

    static double number(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "inf", "+inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            case "nan" -> Double.NaN;
            default -> text.matches("(?i)[+-]?0x.*") ? Long.decode(text) : Double.parseDouble(text);
        };
    }
}
