package dev.sloconsole.prometheus.promql.functions;

/** Numbers about the samples of a range; there is at least one. */
final class Ranges {

    private Ranges() {}

    static double resets(Window window) {
        int resets = 0;
        for (int i = 1; i < window.size(); i++) {
            if (window.value(i) < window.value(i - 1)) {
                resets++;
            }
        }
        return resets;
    }

    static double changes(Window window) {
        int changes = 0;
        for (int i = 1; i < window.size(); i++) {
            double before = window.value(i - 1);
            double now = window.value(i);
            if (now != before && !(Double.isNaN(now) && Double.isNaN(before))) {
                changes++;
            }
        }
        return changes;
    }

    static double sum(Window window) {
        var sum = new CompensatedSum();
        for (int i = 0; i < window.size(); i++) {
            sum.add(window.value(i));
        }
        return sum.value();
    }

    static double average(Window window) {
        var mean = new Mean();
        for (int i = 0; i < window.size(); i++) {
            mean.add(window.value(i));
        }
        return mean.value();
    }

    static double least(Window window) {
        double least = window.value(0);
        for (int i = 1; i < window.size(); i++) {
            if (window.value(i) < least || Double.isNaN(least)) {
                least = window.value(i);
            }
        }
        return least;
    }

    static double greatest(Window window) {
        double greatest = window.value(0);
        for (int i = 1; i < window.size(); i++) {
            if (window.value(i) > greatest || Double.isNaN(greatest)) {
                greatest = window.value(i);
            }
        }
        return greatest;
    }

    static double variance(Window window) {
        double count = 0;
        var mean = new CompensatedSum();
        var squares = new CompensatedSum();
        for (int i = 0; i < window.size(); i++) {
            double value = window.value(i);
            count++;
            double delta = value - (mean.sum() + mean.compensation());
            mean.add(delta / count);
            squares.add(delta * (value - (mean.sum() + mean.compensation())));
        }
        return (squares.sum() + squares.compensation()) / count;
    }
}
