package dev.sloconsole.prometheus.promql.functions;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.sloconsole.prometheus.series.Labels;
import dev.sloconsole.prometheus.series.RepeatLimit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What {@code label_replace} and {@code label_join} do to one series' labels. */
public final class LabelFunctions {

    private LabelFunctions() {}

    /** A regular expression for {@link #replace}, as Prometheus wraps it: the dot matches line breaks as well. */
    public static Pattern pattern(String expression) throws PatternSyntaxException {
        RepeatLimit.check(expression);
        return Pattern.compile("^(?s:" + expression + ")$");
    }

    /** The labels with one set to a template filled from the groups of a match, or nothing where nothing matches. */
    public static Optional<Labels> replace(
            Labels labels, String destination, String template, String source, Pattern pattern) {
        var match = pattern.matcher(labels.get(source));
        return match.find()
                ? Optional.of(labels.with(destination, expand(template, match, pattern)))
                : Optional.empty();
    }

    /** The labels with one set to the values of others, joined. */
    public static Labels join(Labels labels, String destination, String separator, List<String> sources) {
        return labels.with(destination, sources.stream().map(labels::get).collect(Collectors.joining(separator)));
    }

    /** Fills {@code $1}, {@code ${1}}, {@code $name} and {@code $$} as Go's regular expressions do. */
    private static String expand(String template, Matcher match, Pattern pattern) {
        var text = new StringBuilder();
        int i = 0;
        while (i < template.length()) {
            char c = template.charAt(i);
            if (c != '$' || i + 1 == template.length()) {
                text.append(c);
                i++;
                continue;
            }
            if (template.charAt(i + 1) == '$') {
                text.append('$');
                i += 2;
                continue;
            }
            boolean braces = template.charAt(i + 1) == '{';
            int start = i + (braces ? 2 : 1);
            int end = start;
            while (end < template.length() && isNamePart(template.charAt(end))) {
                end++;
            }
            boolean closed = !braces || (end < template.length() && template.charAt(end) == '}');
            if (end == start || !closed) {
                text.append('$');
                i++;
                continue;
            }
            text.append(group(template.substring(start, end), match, pattern));
            i = end + (braces ? 1 : 0);
        }
        return text.toString();
    }

    private static boolean isNamePart(char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }

    private static String group(String name, Matcher match, Pattern pattern) {
        String value;
        if (name.matches("0|[1-9][0-9]*")) {
            int number = name.length() > 4 ? Integer.MAX_VALUE : Integer.parseInt(name);
            value = number <= match.groupCount() ? match.group(number) : "";
        } else {
            value = pattern.namedGroups().containsKey(name) ? match.group(name) : "";
        }
        return value == null ? "" : value;
    }
}
