package dev.sloconsole.prometheus.promql.functions;

/**
 * An arithmetic mean: a sum divided by the count, until the sum would overflow; from there on, a mean that moves a
 * little with every value.
 */
public final class Mean {

    private final CompensatedSum sum = new CompensatedSum();
    private double count;
    private boolean incremental;

    public void add(double value) {
        count++;
        if (count == 1) {
            sum.set(value, 0);
            return;
        }
        if (!incremental) {
            double before = sum.sum();
            double lost = sum.compensation();
            sum.add(value);
            if (!Double.isInfinite(sum.sum())) {
                return;
            }
            incremental = true;
            sum.set(before / (count - 1), lost / (count - 1));
        }
        double keep = (count - 1) / count;
        sum.set(keep * sum.sum(), keep * sum.compensation());
        sum.add(value / count);
    }

    public double value() {
        return incremental ? sum.sum() + sum.compensation() : sum.sum() / count + sum.compensation() / count;
    }
}
