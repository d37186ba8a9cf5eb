package dev.sloconsole.prometheus.golang;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A regular expression of Go: RE2's syntax, matched in linear time, so that no expression that a student types can hang
 * the engine. As Go has it and RE2/J does not, several groups may have one name.
 *
 * @see <a href="https://pkg.go.dev/regexp/syntax">Go: regexp/syntax</a>
 */
public final class GoRegex {

    private final String expression;
    private final Pattern pattern;
    private final Map<String, List<Integer>> groups;

    /** An expression that is none, in Go's words. */
    public static final class Invalid extends IllegalArgumentException {

        private static final long serialVersionUID = 1L;

        Invalid(String message) {
            super("error parsing regexp: " + message);
        }
    }

    private GoRegex(String expression, Pattern pattern, Map<String, List<Integer>> groups) {
        this.expression = expression;
        this.pattern = pattern;
        this.groups = groups;
    }

    /** An expression for whole values, as Prometheus's label matchers are: the dot matches a line break as well. */
    public static GoRegex compile(String expression) throws Invalid {
        return compile(expression, Pattern.DOTALL);
    }

    /** An expression for parts of a text, with Go's defaults: the dot matches no line break. */
    public static GoRegex compileForParts(String expression) throws Invalid {
        return compile(expression, 0);
    }

    private static GoRegex compile(String expression, int flags) {
        RepeatLimit.check(expression);
        var groups = new HashMap<String, List<Integer>>();
        String unnamed = nameGroups(expression, groups);
        try {
            return new GoRegex(expression, Pattern.compile(unnamed, flags), groups);
        } catch (PatternSyntaxException e) {
            throw new Invalid(inGosWords(e, expression, unnamed));
        }
    }

    private static String inGosWords(PatternSyntaxException e, String expression, String compiled) {
        String where = e.getPattern();
        if (where.equals("stack underflow")) {
            // What RE2/J makes of a closing bracket too many.
            return "unexpected ): `" + expression + "`";
        }
        boolean whole = where.equals(compiled) || where.equals("(?s)" + compiled);
        return e.getDescription() + ": `" + (whole ? expression : where) + "`";
    }

    /** Notes which numbers the groups of a name have, and takes a name away where an earlier group has it. */
    private static String nameGroups(String expression, Map<String, List<Integer>> groups) {
        var text = new StringBuilder();
        int count = 0;
        int at = 0;
        while (at < expression.length()) {
            int end = RepeatLimit.partEnd(expression, at);
            String part = expression.substring(at, end);
            at = end;
            if (part.equals("(")) {
                int nameStart =
                        expression.startsWith("?P<", at) ? at + 3 : expression.startsWith("?<", at) ? at + 2 : -1;
                int nameEnd = nameStart < 0 ? -1 : expression.indexOf('>', nameStart);
                if (nameEnd > nameStart && isName(expression.substring(nameStart, nameEnd))) {
                    count++;
                    var numbers =
                            groups.computeIfAbsent(expression.substring(nameStart, nameEnd), n -> new ArrayList<>());
                    numbers.add(count);
                    if (numbers.size() > 1) {
                        at = nameEnd + 1;
                    }
                } else if (!expression.startsWith("?", at)) {
                    count++;
                }
            }
            text.append(part);
        }
        return text.toString();
    }

    private static boolean isName(String text) {
        return text.chars().allMatch(GoRegex::isNamePart);
    }

    private static boolean isNamePart(int c) {
        return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    /** As it was written. */
    public String expression() {
        return expression;
    }

    public boolean matches(String value) {
        return pattern.matches(value);
    }

    /** A whole value's groups. */
    public final class Match {

        private final Matcher matcher;

        private Match(Matcher matcher) {
            this.matcher = matcher;
        }

        /** Fills {@code $1}, {@code ${1}}, {@code $name} and {@code $$} in a template; unknown groups are empty. */
        public String expand(String template) {
            return GoRegex.this.expand(template, matcher);
        }
    }

    /** The groups of a value that is matched as a whole. */
    public Optional<Match> match(String value) {
        var matcher = pattern.matcher(value);
        return matcher.matches() ? Optional.of(new Match(matcher)) : Optional.empty();
    }

    public boolean isFoundIn(String text) {
        return pattern.matcher(text).find();
    }

    /** The text with every match, from left to right, replaced by a template that is filled from its groups. */
    public String replaceAll(String text, String template) {
        var replaced = new StringBuilder();
        var matcher = pattern.matcher(text);
        int at = 0;
        int lastEnd = -1;
        while (matcher.find()) {
            // As in Go, an empty match right behind another one is none.
            if (matcher.start() == matcher.end() && matcher.start() == lastEnd) {
                continue;
            }
            replaced.append(text, at, matcher.start()).append(expand(template, matcher));
            at = matcher.end();
            lastEnd = at;
        }
        return replaced.append(text, at, text.length()).toString();
    }

    private String expand(String template, Matcher match) {
        if (template.indexOf('$') < 0) {
            return template;
        }
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
            while (end < template.length()
                    && (template.charAt(end) == '_' || Character.isLetterOrDigit(template.charAt(end)))) {
                end++;
            }
            boolean closed = !braces || (end < template.length() && template.charAt(end) == '}');
            if (end == start || !closed) {
                text.append('$');
                i++;
                continue;
            }
            text.append(group(template.substring(start, end), match));
            i = end + (braces ? 1 : 0);
        }
        return text.toString();
    }

    /** A group by its number or name: of several with the name, the first that took part. */
    private String group(String name, Matcher match) {
        List<Integer> numbers = name.matches("0|[1-9][0-9]{0,3}")
                ? List.of(Integer.parseInt(name))
                : groups.getOrDefault(name, List.of());
        for (int number : numbers) {
            if (number <= match.groupCount() && match.group(number) != null) {
                return match.group(number);
            }
        }
        return "";
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof GoRegex other && expression.equals(other.expression);
    }

    @Override
    public int hashCode() {
        return expression.hashCode();
    }

    @Override
    public String toString() {
        return expression;
    }
}
