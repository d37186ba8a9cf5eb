package dev.sloconsole.prometheus.promql.functions;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A classic histogram: how many observations were at or below each bound.
 *
 * @see <a href="https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile">Prometheus:
 *     histogram_quantile</a>
 */
public final class Buckets {

    private static final double SMALL_DIFFERENCE = 1e-12;

    private final List<Bucket> given = new ArrayList<>();

    private record Bucket(double bound, double count) {}

    /**
     * A quantile, and what had to be corrected to find it.
     *
     * @param forced where the counts did not rise with the bounds and were made to
     */
    public record Quantile(double value, Optional<Forced> forced) {}

    /** Between which bounds the counts did not rise, and by how much they fell at most. */
    public record Forced(double lowestBound, double highestBound, double greatestDifference) {

        public Forced with(Forced other) {
            return new Forced(
                    Math.min(lowestBound, other.lowestBound),
                    Math.max(highestBound, other.highestBound),
                    Math.max(greatestDifference, other.greatestDifference));
        }
    }

    public void add(double bound, double count) {
        given.add(new Bucket(bound, count));
    }

    /** Bounds and counts in order; equal bounds are one bucket. */
    private static final class Sorted {
        private final double[] bounds;
        private final double[] counts;

        Sorted(double[] bounds, double[] counts) {
            this.bounds = bounds;
            this.counts = counts;
        }

        int size() {
            return bounds.length;
        }

        double total() {
            return counts[counts.length - 1];
        }
    }

    private Optional<Sorted> sorted() {
        given.sort(Comparator.comparingDouble(Bucket::bound));
        if (given.get(given.size() - 1).bound != Double.POSITIVE_INFINITY) {
            return Optional.empty();
        }
        var merged = new ArrayList<Bucket>();
        for (var bucket : given) {
            int last = merged.size() - 1;
            if (last >= 0 && merged.get(last).bound == bucket.bound) {
                merged.set(last, new Bucket(bucket.bound, merged.get(last).count + bucket.count));
            } else {
                merged.add(bucket);
            }
        }
        return Optional.of(new Sorted(
                merged.stream().mapToDouble(Bucket::bound).toArray(),
                merged.stream().mapToDouble(Bucket::count).toArray()));
    }

    public Quantile quantile(double q) {
        if (Double.isNaN(q)) {
            return plain(Double.NaN);
        }
        if (q < 0 || q > 1) {
            return plain(q < 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
        }
        var found = sorted();
        if (found.isEmpty()) {
            return plain(Double.NaN);
        }
        var buckets = found.get();
        var forced = makeMonotonic(buckets);
        if (buckets.size() < 2 || buckets.total() == 0) {
            return new Quantile(Double.NaN, forced);
        }
        var bounds = buckets.bounds;
        var counts = buckets.counts;
        int last = buckets.size() - 1;
        double rank = q * buckets.total();
        int at = 0;
        while (at < last && !(counts[at] >= rank)) {
            at++;
        }
        if (at == last) {
            return new Quantile(bounds[last - 1], forced);
        }
        if (at == 0 && bounds[0] <= 0) {
            return new Quantile(bounds[0], forced);
        }
        double start = at > 0 ? bounds[at - 1] : 0;
        double below = at > 0 ? counts[at - 1] : 0;
        return new Quantile(start + (bounds[at] - start) * ((rank - below) / (counts[at] - below)), forced);
    }

    static Quantile plain(double value) {
        return new Quantile(value, Optional.empty());
    }

    /** Lifts every count to the one below it; a difference that may be due to rounding is levelled in silence. */
    private static Optional<Forced> makeMonotonic(Sorted buckets) {
        var forced = Optional.<Forced>empty();
        double previous = buckets.counts[0];
        for (int i = 1; i < buckets.size(); i++) {
            double count = buckets.counts[i];
            if (AlmostEqual.test(previous, count, SMALL_DIFFERENCE)) {
                buckets.counts[i] = previous;
            } else if (count < previous) {
                buckets.counts[i] = previous;
                var here = new Forced(buckets.bounds[i], buckets.bounds[i], previous - count);
                forced = Optional.of(forced.map(here::with).orElse(here));
            } else {
                previous = count;
            }
        }
        return forced;
    }

    /** The fraction of the observations between two values. */
    public double fraction(double lower, double upper) {
        var found = sorted();
        if (found.isEmpty()
                || found.get().total() == 0
                || Double.isNaN(found.get().total())
                || Double.isNaN(lower)
                || Double.isNaN(upper)) {
            return Double.NaN;
        }
        if (lower >= upper) {
            return 0;
        }
        return (rank(found.get(), upper) - rank(found.get(), lower))
                / found.get().total();
    }

    /** How many observations were at or below a value, assuming that they are spread evenly within a bucket. */
    private static double rank(Sorted buckets, double value) {
        double rank = 0;
        double start = buckets.bounds[0] <= 0 ? Double.NEGATIVE_INFINITY : 0;
        for (int i = 0; i < buckets.size(); i++) {
            double end = buckets.bounds[i];
            if (start >= value) {
                return Math.min(rank, buckets.total());
            }
            if (end > value) {
                double inside = start == Double.NEGATIVE_INFINITY
                        ? buckets.counts[i]
                        : rank + (buckets.counts[i] - rank) * (value - start) / (end - start);
                return Math.min(inside, buckets.total());
            }
            rank = buckets.counts[i];
            start = end;
        }
        return buckets.total();
    }
}
