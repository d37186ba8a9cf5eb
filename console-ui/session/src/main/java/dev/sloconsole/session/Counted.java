package dev.sloconsole.session;

import java.time.Duration;
import java.util.List;

/**
 * A counted second.
 *
 * @param at when it was counted
 * @param soFar everything from the act's start up to then
 */
public record Counted(Duration at, RequestCounts soFar) {

    /** What was counted up to a moment, the moment included; the seconds are in order. */
    public static RequestCounts soFar(List<Counted> seconds, Duration moment) {
        int count = until(seconds, moment);
        return count == 0 ? RequestCounts.NONE : seconds.get(count - 1).soFar();
    }

    /** How many of the seconds were counted up to a moment, the moment included. */
    public static int until(List<Counted> seconds, Duration moment) {
        int low = 0;
        int high = seconds.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (seconds.get(middle).at().compareTo(moment) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
