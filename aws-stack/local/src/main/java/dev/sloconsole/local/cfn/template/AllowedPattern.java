package dev.sloconsole.local.cfn.template;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A parameter's AllowedPattern: a regular expression in Java's syntax, as on AWS, look-ahead and all. Pattern and value
 * come from whoever sends the template, so a match is given up after so many looks at the value; an expression that
 * goes back over it again and again would otherwise hold the whole cloud's thread.
 */
public final class AllowedPattern {

    private static final int MAX_LOOKS = 1_000_000;

    /** Not caught by anything in the regular expression engine. */
    private static final class TooManyLooks extends RuntimeException {}

    /** The value, counting the looks at its characters. */
    private static final class Watched implements CharSequence {
        private final CharSequence value;
        private final int[] looks;

        Watched(CharSequence value, int[] looks) {
            this.value = value;
            this.looks = looks;
        }

        @Override
        public char charAt(int index) {
            if (++looks[0] > MAX_LOOKS) {
                throw new TooManyLooks();
            }
            return value.charAt(index);
        }

        @Override
        public int length() {
            return value.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Watched(value.subSequence(start, end), looks);
        }

        @Override
        public String toString() {
            return value.toString();
        }
    }

    private final Pattern pattern;

    private AllowedPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    static AllowedPattern read(String parameter, String text) {
        try {
            return new AllowedPattern(Pattern.compile(text));
        } catch (PatternSyntaxException e) {
            throw Template.format("[/Parameters/" + parameter + "] AllowedPattern is not a regular expression: "
                    + e.getDescription());
        } catch (StackOverflowError e) {
            throw Template.format("[/Parameters/" + parameter + "] AllowedPattern is nested too deeply.");
        }
    }

    /** Whether the whole value matches. */
    boolean matches(String parameter, String value) {
        try {
            return pattern.matcher(new Watched(value, new int[1])).matches();
        } catch (TooManyLooks | StackOverflowError e) {
            throw Template.error("Parameter '" + parameter + "': its value cannot be matched with the AllowedPattern "
                    + this + " in reasonable time. Write the pattern without nested repetitions.");
        }
    }

    @Override
    public String toString() {
        return pattern.toString();
    }
}
