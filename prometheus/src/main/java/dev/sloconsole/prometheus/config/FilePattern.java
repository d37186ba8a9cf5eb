package dev.sloconsole.prometheus.config;

import java.util.regex.Pattern;

/**
 * A pattern for the names of files in one folder: {@code *}, {@code ?}, {@code [a-z]}, {@code [^a]}, and a backslash
 * before what stands for itself.
 *
 * @see <a href="https://pkg.go.dev/path/filepath#Match">Go: filepath.Match</a>
 */
final class FilePattern {

    private final String pattern;
    private final StringBuilder regex = new StringBuilder();
    private int at;

    /** A pattern that is none; the message says what is wrong with it. */
    static final class Malformed extends Exception {

        private static final long serialVersionUID = 1L;

        private final String reason;

        Malformed(String reason) {
            super(reason);
            this.reason = reason;
        }

        String reason() {
            return reason;
        }
    }

    private FilePattern(String pattern) {
        this.pattern = pattern;
    }

    static boolean hasWildcards(String name) {
        return name.matches("(?s).*[*?\\[].*");
    }

    static Pattern compile(String pattern) throws Malformed {
        return new FilePattern(pattern).all();
    }

    private Pattern all() throws Malformed {
        while (at < pattern.length()) {
            char c = pattern.charAt(at);
            switch (c) {
                case '*' -> {
                    at++;
                    regex.append(".*");
                }
                case '?' -> {
                    at++;
                    regex.append('.');
                }
                case '[' -> letters();
                default -> regex.append(quoted(letter()));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    /** The letters in brackets, at least one of them. */
    private void letters() throws Malformed {
        at++;
        boolean none = pattern.startsWith("^", at);
        at += none ? 1 : 0;
        // With a letter that no name has, for brackets of which Java would find nothing left.
        regex.append(none ? "[^" : "[").append(quoted('/'));
        for (boolean first = true; first || !pattern.startsWith("]", at); first = false) {
            if (pattern.startsWith("]", at) || pattern.startsWith("-", at)) {
                throw new Malformed("\"" + pattern.charAt(at) + "\" cannot stand first in brackets");
            }
            int from = letter();
            int to = from;
            if (pattern.startsWith("-", at)) {
                at++;
                to = letter();
            }
            if (from <= to) {
                regex.append(quoted(from)).append('-').append(quoted(to));
            }
            if (at == pattern.length()) {
                throw new Malformed("a bracket is not closed");
            }
        }
        at++;
        regex.append(']');
    }

    private int letter() throws Malformed {
        at += pattern.startsWith("\\", at) ? 1 : 0;
        if (at >= pattern.length()) {
            throw new Malformed("it ends too early");
        }
        int c = pattern.codePointAt(at);
        at += Character.charCount(c);
        return c;
    }

    private static String quoted(int c) {
        return "\\x{" + Integer.toHexString(c) + "}";
    }
}
