package dev.sloconsole.prometheus.promql.functions;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.ToIntFunction;

/** The table of functions that tell a part of a moment's date or time, in UTC. */
public final class TimeFunctions {

    private static final Map<String, ToIntFunction<LocalDateTime>> TABLE = Map.of(
            "days_in_month", moment -> moment.toLocalDate().lengthOfMonth(),
            "day_of_month", LocalDateTime::getDayOfMonth,
            "day_of_week", moment -> moment.getDayOfWeek().getValue() % 7,
            "day_of_year", LocalDateTime::getDayOfYear,
            "hour", LocalDateTime::getHour,
            "minute", LocalDateTime::getMinute,
            "month", LocalDateTime::getMonthValue,
            "year", LocalDateTime::getYear);

    private static final double LARGEST = 31_556_889_864_403.0;

    private TimeFunctions() {}

    public static boolean has(String name) {
        return TABLE.containsKey(name);
    }

    /** A part of a moment given in seconds since the epoch; no number where there is no such moment. */
    public static double apply(String name, double seconds) {
        var behaviour = TABLE.get(name);
        if (behaviour == null) {
            throw new IllegalArgumentException("No time function " + name);
        }
        if (Double.isNaN(seconds) || Math.abs(seconds) > LARGEST) {
            return Double.NaN;
        }
        return behaviour.applyAsInt(LocalDateTime.ofEpochSecond((long) seconds, 0, ZoneOffset.UTC));
    }
}
