package dev.sloconsole.prometheus.promql.parser;

import java.util.Optional;

/**
 * Which moment a selector looks at: that of the evaluation or a fixed one, less an offset.
 *
 * @param offsetMillis how far to look back; negative to look ahead
 */
public record TimeShift(Optional<At> at, long offsetMillis) {

    public static final TimeShift NONE = new TimeShift(Optional.empty(), 0);

    /** A moment fixed by {@code @}. */
    public sealed interface At {

        record Time(long millis) implements At {}

        record Start() implements At {}

        record End() implements At {}
    }

    /** The moment that is looked at when the query is evaluated at a time, within a range query's start and end. */
    public long reference(long timeMillis, long queryStartMillis, long queryEndMillis) {
        long from = at.isEmpty()
                ? timeMillis
                : switch (at.get()) {
                    case At.Time time -> time.millis();
                    case At.Start start -> queryStartMillis;
                    case At.End end -> queryEndMillis;
                };
        return from - offsetMillis;
    }
}
