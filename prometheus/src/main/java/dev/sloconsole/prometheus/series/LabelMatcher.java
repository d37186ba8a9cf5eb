package dev.sloconsole.prometheus.series;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * A condition on one label's value; an absent label counts as an empty value. Regular expressions are RE2's, anchored,
 * and matched in linear time: no expression that a student types can hang the engine.
 */
public sealed interface LabelMatcher {

    String name();

    boolean matches(String value);

    /** A matcher by an anchored regular expression in RE2's syntax, where the dot matches a line break as well. */
    static Matches regex(String name, String expression) throws PatternSyntaxException {
        return new Matches(name, compile(expression));
    }

    /** The opposite of {@link #regex}. */
    static NotMatches notRegex(String name, String expression) throws PatternSyntaxException {
        return new NotMatches(name, compile(expression));
    }

    /** RE2's compiled form of an expression that is to match a whole value. */
    static Pattern compile(String expression) throws PatternSyntaxException {
        RepeatLimit.check(expression);
        try {
            return Pattern.compile(expression, Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            // Only for its message, which shows the expression as Prometheus compiles it.
            Pattern.compile("^(?s:" + expression + ")$");
            throw e;
        }
    }

    record Equal(String name, String value) implements LabelMatcher {
        @Override
        public boolean matches(String other) {
            return value.equals(other);
        }
    }

    record NotEqual(String name, String value) implements LabelMatcher {
        @Override
        public boolean matches(String other) {
            return !value.equals(other);
        }
    }

    record Matches(String name, Pattern pattern) implements LabelMatcher {
        @Override
        public boolean matches(String other) {
            return pattern.matches(other);
        }
    }

    record NotMatches(String name, Pattern pattern) implements LabelMatcher {
        @Override
        public boolean matches(String other) {
            return !pattern.matches(other);
        }
    }
}
