package dev.sloconsole.prometheus.promql;

import com.google.re2j.PatternSyntaxException;
import java.util.ArrayDeque;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Refuses regular expressions that would fill the memory once they are compiled: repetitions within repetitions are
 * copies, and of those there may be a thousand, as in Go.
 *
 * @see <a href="https://pkg.go.dev/regexp/syntax">Go: regexp/syntax</a>
 */
public final class RegexLimits {

    private static final int MOST_COPIES = 1000;
    private static final Pattern REPETITION = Pattern.compile("\\{([0-9]{1,9})(?:,([0-9]{0,9}))?\\}");

    private RegexLimits() {}

    /** @throws PatternSyntaxException with Go's message */
    public static void check(String expression) throws PatternSyntaxException {
        var repetition = REPETITION.matcher(expression);
        var outer = new ArrayDeque<Long>();
        long mostInGroup = 1;
        long copies = 1;
        boolean inClass = false;
        for (int i = 0; i < expression.length(); i++) {
            char c = expression.charAt(i);
            if (c == '\\') {
                i++;
                copies = 1;
            } else if (inClass) {
                inClass = c != ']';
            } else if (c == '[') {
                // A bracket that comes first closes nothing.
                inClass = true;
                i += expression.startsWith("[^]", i) ? 2 : expression.startsWith("[]", i) ? 1 : 0;
                copies = 1;
            } else if (c == '(') {
                outer.push(mostInGroup);
                mostInGroup = 1;
            } else if (c == ')') {
                copies = mostInGroup;
                mostInGroup = outer.isEmpty() ? copies : Math.max(copies, outer.pop());
            } else if (c == '{' && repetition.find(i) && repetition.start() == i) {
                copies *= times(repetition.group(1), repetition.group(2));
                if (copies > MOST_COPIES) {
                    throw new PatternSyntaxException("invalid repeat count", repetition.group());
                }
                mostInGroup = Math.max(mostInGroup, copies);
                i = repetition.end() - 1;
            } else if (c != '*' && c != '+' && c != '?') {
                copies = 1;
            }
        }
    }

    private static long times(String least, @Nullable String most) {
        long times = Long.parseLong(least);
        return Math.max(1, most == null || most.isEmpty() ? times : Math.max(times, Long.parseLong(most)));
    }
}
