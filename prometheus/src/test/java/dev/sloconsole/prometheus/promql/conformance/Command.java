package dev.sloconsole.prometheus.promql.conformance;

import com.google.re2j.Pattern;
import dev.sloconsole.prometheus.series.Labels;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** One command of the test language, with the line on which it stands. */
sealed interface Command {

    int line();

    /** Forgets all series. */
    record Clear(int line) implements Command {}

    /**
     * Adds series; their samples stand at 0, gap, 2 gap and so on.
     *
     * @param alsoNative whether classic histograms are to be there as native ones, too
     */
    record Load(int line, long gapMillis, boolean alsoNative, List<Row> series) implements Command {}

    /** Evaluates an expression and compares. */
    record Eval(
            int line,
            Times times,
            String expression,
            List<Expectation> expectations,
            List<Row> result,
            OptionalDouble scalar,
            Optional<String> text,
            Optional<Range> rangeVector)
            implements Command {

        boolean expects(String type) {
            return expectations.stream()
                    .anyMatch(expectation -> expectation.type().equals(type));
        }
    }

    sealed interface Times {}

    record Instant(long atMillis) implements Times {}

    record Range(long fromMillis, long toMillis, long stepMillis) implements Times {}

    /**
     * What is expected besides the result.
     *
     * @param type fail, warn, info, no_warn, no_info or ordered
     * @param kind msg, regex, or empty where any message does
     */
    record Expectation(String type, String kind, String text) {

        boolean accepts(String message) {
            return switch (kind) {
                case "msg" -> message.equals(text);
                case "regex" -> Pattern.compile(text).matcher(message).find();
                default -> true;
            };
        }
    }

    /** A series, its values in order; an empty one is a sample that is left out. */
    record Row(Labels labels, List<OptionalDouble> values) {}
}
