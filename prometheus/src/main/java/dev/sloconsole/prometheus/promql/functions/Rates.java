package dev.sloconsole.prometheus.promql.functions;

import java.util.OptionalDouble;

/** How fast a series changes, with Prometheus's extrapolation to the edges of the range. */
final class Rates {

    private Rates() {}

    static OptionalDouble extrapolated(Window window, boolean counter, boolean perSecond) {
        int intervals = window.size() - 1;
        if (intervals < 1) {
            return OptionalDouble.empty();
        }
        double first = window.value(0);
        double change = window.last() - first;
        if (counter) {
            for (int i = 1; i <= intervals; i++) {
                if (window.value(i) < window.value(i - 1)) {
                    change += window.value(i - 1);
                }
            }
        }
        double toStart = (window.timestamp(0) - window.startMillis()) / 1000.0;
        double toEnd = (window.endMillis() - window.lastTimestamp()) / 1000.0;
        double sampled = (window.lastTimestamp() - window.timestamp(0)) / 1000.0;
        double average = sampled / intervals;
        double threshold = average * 1.1;
        if (toStart >= threshold) {
            toStart = average / 2;
        }
        if (counter && change > 0 && first >= 0) {
            // A counter was never below zero: it is not extrapolated beyond where it would have been.
            toStart = Math.min(toStart, sampled * (first / change));
        }
        if (toEnd >= threshold) {
            toEnd = average / 2;
        }
        double factor = (sampled + toStart + toEnd) / sampled;
        if (perSecond) {
            factor /= window.rangeSeconds();
        }
        return OptionalDouble.of(change * factor);
    }

    static OptionalDouble instant(Window window, boolean counter) {
        int last = window.size() - 1;
        if (last < 1) {
            return OptionalDouble.empty();
        }
        long millis = window.timestamp(last) - window.timestamp(last - 1);
        if (millis == 0) {
            return OptionalDouble.empty();
        }
        double now = window.value(last);
        double before = window.value(last - 1);
        if (!counter) {
            return OptionalDouble.of(now - before);
        }
        return OptionalDouble.of((now < before ? now : now - before) / (millis / 1000.0));
    }
}
