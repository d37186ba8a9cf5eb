package dev.sloconsole.prometheus.promql.functions;

import dev.sloconsole.prometheus.series.Labels;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;

/** What a function does, by what it works on. Scalar arguments come in their order, as they are at the step. */
public sealed interface Behaviour {

    /** Changes every value of a vector by itself. */
    record OfEach(Change change) implements Behaviour {}

    /** Tells a part of each value's date; without an argument, of the step's own. */
    record OfDate(DoubleUnaryOperator part) implements Behaviour {}

    /**
     * Makes one number of the samples of a range, for each series.
     *
     * @param traits what else holds for it
     */
    record OfRange(OnRange onRange, Histograms histograms, List<Trait> traits) implements Behaviour {
        public OfRange {
            traits = List.copyOf(traits);
        }

        public boolean has(Trait trait) {
            return traits.contains(trait);
        }
    }

    /** A number that depends on nothing but the step's time, in seconds. */
    record OfTime(DoubleUnaryOperator value) implements Behaviour {}

    /** Makes one number of the buckets of each classic histogram of a vector. */
    record OfBuckets(OnBuckets onBuckets) implements Behaviour {}

    /** Changes each element's labels, as its texts say. */
    record OfLabels(Function<List<String>, Relabelling> relabelling) implements Behaviour {}

    /** Puts a vector in order; what is no number comes last. */
    record Sorting(Comparator<Double> order) implements Behaviour {}

    /** What depends on more of the expression than its values. */
    enum OfPlan implements Behaviour {
        /** One element where there is none, with the labels that are asked for. */
        ABSENT,
        /** The only element of a vector as a scalar. */
        SCALAR,
        /** When each value was sampled. */
        TIMESTAMP,
        /** A scalar as an element without labels. */
        VECTOR
    }

    /** Prometheus has it, this engine does not; {@code why} goes on where the name ends. */
    record Refused(String why) implements Behaviour {}

    @FunctionalInterface
    interface Change {
        /** What becomes of each value, or nothing where no element is to be left. */
        Optional<DoubleUnaryOperator> at(double[] scalars);
    }

    @FunctionalInterface
    interface OnRange {
        /**
         * The result, or nothing where there are too few samples.
         *
         * @param window has at least one sample
         */
        OptionalDouble apply(Window window, double[] scalars);
    }

    @FunctionalInterface
    interface OnBuckets {
        Buckets.Quantile apply(Buckets buckets, double[] scalars);
    }

    /** A change of labels that knows which label it sets. */
    record Relabelling(String destination, Function<Labels, Optional<Labels>> change) {}

    /** What holds for some functions of ranges. */
    enum Trait {
        /** Gives back what was stored, so that the metric's name still holds. */
        KEEPS_NAME,
        /** Is meant for counters only. */
        FOR_COUNTERS
    }

    /** What a function of ranges does where there are native histograms, whose content is not stored. */
    enum Histograms {
        /** Counts them like numbers. */
        COUNTED,
        /** Is true of them as of numbers. */
        PRESENT,
        /** Gives the oldest sample, which may be one. */
        OLDEST,
        /** Gives the newest sample, which may be one. */
        NEWEST,
        /** Passes over them. */
        IGNORED,
        /** Works on them from the first on, but not where there are numbers too. */
        NEEDED,
        /** The same, from the second on. */
        TWO_NEEDED,
        /** Works on whatever is there. */
        MIXED
    }
}
