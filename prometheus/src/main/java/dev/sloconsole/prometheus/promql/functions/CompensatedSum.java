package dev.sloconsole.prometheus.promql.functions;

/**
 * A sum that remembers what rounding took away.
 *
 * @see <a href="https://en.wikipedia.org/wiki/Kahan_summation_algorithm">Kahan-Babuska-Neumaier summation</a>
 */
public final class CompensatedSum {

    private double sum;
    private double compensation;

    public void add(double value) {
        double total = sum + value;
        if (Double.isInfinite(total)) {
            compensation = 0;
        } else if (Math.abs(sum) >= Math.abs(value)) {
            compensation += (sum - total) + value;
        } else {
            compensation += (value - total) + sum;
        }
        sum = total;
    }

    public double value() {
        return Double.isInfinite(sum) ? sum : sum + compensation;
    }

    void set(double newSum, double newCompensation) {
        sum = newSum;
        compensation = newCompensation;
    }

    double sum() {
        return sum;
    }

    double compensation() {
        return compensation;
    }
}
