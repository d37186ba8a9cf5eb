package dev.sloconsole.prometheus.promql.functions;

import java.util.OptionalDouble;

/** The straight line that fits the samples of a range best, by least squares. */
final class Regression {

    private record Line(double slope, double intercept) {}

    private Regression() {}

    static OptionalDouble slope(Window window) {
        return window.size() < 2 ? OptionalDouble.empty() : OptionalDouble.of(fit(window, window.timestamp(0)).slope);
    }

    static OptionalDouble predict(Window window, double seconds) {
        if (window.size() < 2) {
            return OptionalDouble.empty();
        }
        var line = fit(window, window.evaluationMillis());
        return OptionalDouble.of(line.slope * seconds + line.intercept);
    }

    private static Line fit(Window window, long originMillis) {
        var sumX = new CompensatedSum();
        var sumY = new CompensatedSum();
        var sumXY = new CompensatedSum();
        var sumXX = new CompensatedSum();
        int n = window.size();
        boolean constant = true;
        for (int i = 0; i < n; i++) {
            double x = (window.timestamp(i) - originMillis) / 1000.0;
            double y = window.value(i);
            constant &= i == 0 || y == window.value(0);
            sumX.add(x);
            sumY.add(y);
            sumXY.add(x * y);
            sumXX.add(x * x);
        }
        if (constant) {
            double y = window.value(0);
            return Double.isInfinite(y) ? new Line(Double.NaN, Double.NaN) : new Line(0, y);
        }
        double x = sumX.sum() + sumX.compensation();
        double y = sumY.sum() + sumY.compensation();
        double xy = sumXY.sum() + sumXY.compensation();
        double xx = sumXX.sum() + sumXX.compensation();
        double slope = (xy - x * y / n) / (xx - x * x / n);
        return new Line(slope, y / n - slope * x / n);
    }
}
