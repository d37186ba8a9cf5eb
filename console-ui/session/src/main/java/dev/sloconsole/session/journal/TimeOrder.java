package dev.sloconsole.session.journal;

import java.time.Duration;
import java.util.List;

/**
 * Which times of a list are out of order, if as few as possible are to be: one damaged time must not outdate all that
 * follow it. The rest is a longest sequence that never goes back, found by patience sorting.
 */
final class TimeOrder {

    private TimeOrder() {}

    /** For each time whether it stays. */
    static boolean[] kept(List<Duration> times) {
        int n = times.size();
        var before = new int[n];
        var ends = new int[n];
        int length = 0;
        for (int i = 0; i < n; i++) {
            int pile = pile(times, ends, length, times.get(i));
            before[i] = pile == 0 ? -1 : ends[pile - 1];
            ends[pile] = i;
            length = Math.max(length, pile + 1);
        }
        var kept = new boolean[n];
        for (int i = length == 0 ? -1 : ends[length - 1]; i >= 0; i = before[i]) {
            kept[i] = true;
        }
        return kept;
    }

    /** The first pile whose last time is later. */
    private static int pile(List<Duration> times, int[] ends, int length, Duration time) {
        int low = 0;
        int high = length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (times.get(ends[middle]).compareTo(time) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
