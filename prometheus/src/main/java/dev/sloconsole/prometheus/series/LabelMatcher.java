package dev.sloconsole.prometheus.series;

import dev.sloconsole.prometheus.golang.GoRegex;

/** A condition on one label's value; an absent label counts as an empty value. */
public sealed interface LabelMatcher {

    String name();

    boolean matches(String value);

    /** A matcher by an expression that is to match the whole value. */
    static Matches regex(String name, String expression) throws GoRegex.Invalid {
        return new Matches(name, GoRegex.compile(expression));
    }

    /** The opposite of {@link #regex}. */
    static NotMatches notRegex(String name, String expression) throws GoRegex.Invalid {
        return new NotMatches(name, GoRegex.compile(expression));
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

    record Matches(String name, GoRegex regex) implements LabelMatcher {
        @Override
        public boolean matches(String other) {
            return regex.matches(other);
        }
    }

    record NotMatches(String name, GoRegex regex) implements LabelMatcher {
        @Override
        public boolean matches(String other) {
            return !regex.matches(other);
        }
    }
}
