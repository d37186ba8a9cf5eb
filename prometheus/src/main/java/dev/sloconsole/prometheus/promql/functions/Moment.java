package dev.sloconsole.prometheus.promql.functions;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * A date and time in UTC, as far out as seconds in 64 bits reach: beyond the years of {@code java.time}, the calendar
 * goes on in cycles of 400 years.
 *
 * @param inCycle the same date and time within the 400 years from 1970 on
 * @param cycles how many cycles before or after those
 */
record Moment(LocalDateTime inCycle, long cycles) {

    private static final int CYCLE_YEARS = 400;
    private static final long CYCLE_SECONDS = 146_097L * 86_400;
    private static final double BEYOND = 0x1p63;

    /** The moment at so many seconds since the epoch; nothing where that is no number, or does not fit into 64 bits. */
    static Optional<Moment> of(double seconds) {
        if (!(seconds >= -BEYOND && seconds < BEYOND)) {
            return Optional.empty();
        }
        long whole = (long) seconds;
        var inCycle = LocalDateTime.ofEpochSecond(Math.floorMod(whole, CYCLE_SECONDS), 0, ZoneOffset.UTC);
        return Optional.of(new Moment(inCycle, Math.floorDiv(whole, CYCLE_SECONDS)));
    }

    double year() {
        return inCycle.getYear() + CYCLE_YEARS * cycles;
    }

    double month() {
        return inCycle.getMonthValue();
    }

    double daysInMonth() {
        return inCycle.toLocalDate().lengthOfMonth();
    }

    double day() {
        return inCycle.getDayOfMonth();
    }

    double dayOfYear() {
        return inCycle.getDayOfYear();
    }

    /** From 0, which is a Sunday. */
    double weekday() {
        return inCycle.getDayOfWeek().getValue() % 7;
    }

    double hour() {
        return inCycle.getHour();
    }

    double minute() {
        return inCycle.getMinute();
    }
}
