package dev.sloconsole.prometheus.promql.functions;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/** Quantiles of plain numbers. */
public final class Quantiles {

    private Quantiles() {}

    /** The value below which the fraction {@code q} of the values lies, between neighbours in proportion. */
    public static double of(double q, double[] values) {
        if (values.length == 0 || Double.isNaN(q)) {
            return Double.NaN;
        }
        if (q < 0) {
            return Double.NEGATIVE_INFINITY;
        }
        if (q > 1) {
            return Double.POSITIVE_INFINITY;
        }
        // NaN counts as the smallest of all.
        var numbers = DoubleStream.of(values)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        var sorted = new double[values.length];
        int missing = values.length - numbers.length;
        Arrays.fill(sorted, 0, missing, Double.NaN);
        System.arraycopy(numbers, 0, sorted, missing, numbers.length);

        double rank = q * (sorted.length - 1);
        int lower = (int) Math.max(0, Math.floor(rank));
        int upper = Math.min(sorted.length - 1, lower + 1);
        double weight = rank - Math.floor(rank);
        return sorted[lower] * (1 - weight) + sorted[upper] * weight;
    }
}
