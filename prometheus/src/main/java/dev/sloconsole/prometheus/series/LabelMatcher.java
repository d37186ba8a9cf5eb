package dev.sloconsole.prometheus.series;

import java.util.regex.Pattern;

/** A condition on one label's value; an absent label counts as an empty value. Regular expressions are anchored. */
public sealed interface LabelMatcher {

    String name();

    boolean matches(String value);

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
            return pattern.matcher(other).matches();
        }
    }

    record NotMatches(String name, Pattern pattern) implements LabelMatcher {
        @Override
        public boolean matches(String other) {
            return !pattern.matcher(other).matches();
        }
    }
}
