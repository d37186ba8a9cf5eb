package dev.sloconsole.prometheus.golang;

import java.util.function.IntUnaryOperator;

/**
 * What Go's {@code strings} does otherwise than Java.
 *
 * @see <a href="https://pkg.go.dev/strings">Go: strings</a>
 */
public final class GoStrings {

    private GoStrings() {}

    /** Letter by letter: no letter becomes two, and none depends on where it stands, as in Java's upper case. */
    public static String map(String text, IntUnaryOperator change) {
        return text.codePoints()
                .map(change)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
