package dev.sloconsole.prometheus.promql.functions;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** The table of functions that turn the samples of a range into one number. */
public final class RangeFunctions {

    /** One entry. */
    @FunctionalInterface
    public interface Behaviour {

        /**
         * The result, or nothing where there are too few samples.
         *
         * @param window has at least one sample
         * @param parameter the function's scalar, or 0 where it takes none
         */
        OptionalDouble apply(Window window, double parameter);
    }

    private static final Map<String, Behaviour> TABLE = table();

    private RangeFunctions() {}

    public static Behaviour behaviour(String name) {
        var found = TABLE.get(name);
        if (found == null) {
            throw new IllegalArgumentException("No range function " + name);
        }
        return found;
    }

    public static boolean has(String name) {
        return TABLE.containsKey(name);
    }

    private static Map<String, Behaviour> table() {
        var table = new HashMap<String, Behaviour>();
        table.put("rate", (window, unused) -> Rates.extrapolated(window, true, true));
        table.put("increase", (window, unused) -> Rates.extrapolated(window, true, false));
        table.put("delta", (window, unused) -> Rates.extrapolated(window, false, false));
        table.put("irate", (window, unused) -> Rates.instant(window, true));
        table.put("idelta", (window, unused) -> Rates.instant(window, false));
        table.put("resets", (window, unused) -> OptionalDouble.of(resets(window)));
        table.put("changes", (window, unused) -> OptionalDouble.of(changes(window)));
        table.put("deriv", (window, unused) -> Regression.slope(window));
        table.put("predict_linear", Regression::predict);
        table.put("sum_over_time", (window, unused) -> OptionalDouble.of(sum(window)));
        table.put("avg_over_time", (window, unused) -> OptionalDouble.of(average(window)));
        table.put("min_over_time", (window, unused) -> OptionalDouble.of(least(window)));
        table.put("max_over_time", (window, unused) -> OptionalDouble.of(greatest(window)));
        table.put("count_over_time", (window, unused) -> OptionalDouble.of(window.size()));
        table.put("first_over_time", (window, unused) -> OptionalDouble.of(window.value(0)));
        table.put("last_over_time", (window, unused) -> OptionalDouble.of(window.last()));
        table.put("present_over_time", (window, unused) -> OptionalDouble.of(1));
        table.put("absent_over_time", (window, unused) -> OptionalDouble.of(1));
        table.put("stdvar_over_time", (window, unused) -> OptionalDouble.of(variance(window)));
        table.put("stddev_over_time", (window, unused) -> OptionalDouble.of(Math.sqrt(variance(window))));
        table.put("quantile_over_time", (window, q) -> OptionalDouble.of(Quantiles.of(q, window.values())));
        return Map.copyOf(table);
    }

    private static double resets(Window window) {
        int resets = 0;
        for (int i = 1; i < window.size(); i++) {
            if (window.value(i) < window.value(i - 1)) {
                resets++;
            }
        }
        return resets;
    }

    private static double changes(Window window) {
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

    private static double sum(Window window) {
        var sum = new CompensatedSum();
        for (int i = 0; i < window.size(); i++) {
            sum.add(window.value(i));
        }
        return sum.value();
    }

    private static double average(Window window) {
        var mean = new Mean();
        for (int i = 0; i < window.size(); i++) {
            mean.add(window.value(i));
        }
        return mean.value();
    }

    private static double least(Window window) {
        double least = window.value(0);
        for (int i = 1; i < window.size(); i++) {
            if (window.value(i) < least || Double.isNaN(least)) {
                least = window.value(i);
            }
        }
        return least;
    }

    private static double greatest(Window window) {
        double greatest = window.value(0);
        for (int i = 1; i < window.size(); i++) {
            if (window.value(i) > greatest || Double.isNaN(greatest)) {
                greatest = window.value(i);
            }
        }
        return greatest;
    }

    private static double variance(Window window) {
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
