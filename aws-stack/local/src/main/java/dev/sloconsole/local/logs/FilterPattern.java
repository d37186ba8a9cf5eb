package dev.sloconsole.local.logs;

import dev.sloconsole.local.wire.AwsError;
import java.util.ArrayList;
import java.util.List;

/**
 * A filter pattern for unstructured lines: every term must be in the line, of those with a question mark at least
 * one, and none of those with a minus. A term in quotes may hold anything. Case counts.
 *
 * <p>Refused are patterns for JSON ({@code {...}}), columns ({@code [...]}) and regular expressions ({@code %...%}).
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html">the syntax</a>
 */
record FilterPattern(List<String> all, List<String> any, List<String> none) {

    FilterPattern {
        all = List.copyOf(all);
        any = List.copyOf(any);
        none = List.copyOf(none);
    }

    /** @throws AwsError InvalidParameterException for a pattern that is not understood */
    static FilterPattern parse(String text) {
        var all = new ArrayList<String>();
        var any = new ArrayList<String>();
        var none = new ArrayList<String>();
        var rest = text.strip();
        if (rest.startsWith("{") || rest.startsWith("[")) {
            throw invalid("The local cloud understands filter patterns of terms, quoted phrases, ?optional and"
                    + " -excluded terms only, not patterns for JSON or columns.");
        }
        while (!rest.isEmpty()) {
            char sign = rest.charAt(0);
            var list = sign == '-' ? none : sign == '?' ? any : all;
            if (sign == '-' || sign == '?') {
                rest = rest.substring(1);
            }
            int end;
            if (rest.startsWith("\"")) {
                end = closingQuote(rest);
                list.add(rest.substring(1, end).replace("\\\"", "\""));
                end++;
            } else {
                end = endOfTerm(rest);
                list.add(term(rest.substring(0, end)));
            }
            rest = rest.substring(end).strip();
        }
        // Beside terms that must be there, AWS ignores those that may.
        return new FilterPattern(all, all.isEmpty() ? any : List.of(), none);
    }

    private static int closingQuote(String rest) {
        int at = 1;
        while (at < rest.length() && (rest.charAt(at) != '"' || rest.charAt(at - 1) == '\\')) {
            at++;
        }
        if (at >= rest.length()) {
            throw invalid("Invalid filter pattern");
        }
        return at;
    }

    private static int endOfTerm(String rest) {
        int at = 0;
        while (at < rest.length() && !Character.isWhitespace(rest.charAt(at))) {
            at++;
        }
        return at;
    }

    /** Letters, digits and underscores need no quotes; what else is in a term does. */
    private static String term(String text) {
        if (text.startsWith("%")) {
            throw invalid("The local cloud does not understand regular expressions in a filter pattern.");
        }
        if (text.isEmpty() || !text.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '.')) {
            throw invalid("Invalid character(s) in term '" + text + "'");
        }
        return text;
    }

    boolean matches(String line) {
        return all.stream().allMatch(line::contains)
                && (any.isEmpty() || any.stream().anyMatch(line::contains))
                && none.stream().noneMatch(line::contains);
    }

    private static AwsError invalid(String message) {
        return new AwsError("InvalidParameterException", message);
    }
}
