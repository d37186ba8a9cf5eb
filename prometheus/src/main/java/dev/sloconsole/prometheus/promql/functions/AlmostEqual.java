package dev.sloconsole.prometheus.promql.functions;

/** Whether two numbers differ by no more than rounding explains. */
public final class AlmostEqual {

    private AlmostEqual() {}

    /** Compares the difference with the sum of both sizes; numbers that are not a number are equal to each other. */
    public static boolean test(double a, double b, double tolerance) {
        if (a == b || (Double.isNaN(a) && Double.isNaN(b))) {
            return true;
        }
        double sum = Math.abs(a) + Math.abs(b);
        double difference = Math.abs(a - b);
        if (a == 0 || b == 0 || sum < Double.MIN_NORMAL) {
            return difference < tolerance * Double.MIN_NORMAL;
        }
        return difference / Math.min(sum, Double.MAX_VALUE) < tolerance;
    }
}
