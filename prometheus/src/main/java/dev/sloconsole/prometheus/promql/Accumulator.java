package dev.sloconsole.prometheus.promql;

import dev.sloconsole.prometheus.promql.functions.CompensatedSum;
import dev.sloconsole.prometheus.promql.functions.Mean;
import dev.sloconsole.prometheus.promql.functions.Quantiles;
import dev.sloconsole.prometheus.promql.parser.AggregateOp;
import java.util.stream.DoubleStream;

/** What an aggregation makes of the values of one group, one after the other; at least one is added. */
interface Accumulator {

    void add(double value);

    double result();

    /** @param parameter the operator's scalar, where it takes one */
    static Accumulator start(AggregateOp op, double parameter) {
        return switch (op) {
            case SUM -> new Sum();
            case AVG -> new Average();
            case COUNT -> new Count(false);
            case GROUP -> new Count(true);
            case MIN -> new Extreme(true);
            case MAX -> new Extreme(false);
            case STDVAR -> new Variance(false);
            case STDDEV -> new Variance(true);
            case QUANTILE -> new Collect(parameter);
            case TOPK, BOTTOMK, COUNT_VALUES, LIMITK, LIMIT_RATIO ->
                throw new IllegalArgumentException(op + " does not give one value for a group");
        };
    }

    final class Sum implements Accumulator {
        private final CompensatedSum sum = new CompensatedSum();

        @Override
        public void add(double value) {
            sum.add(value);
        }

        @Override
        public double result() {
            return sum.value();
        }
    }

    final class Average implements Accumulator {
        private final Mean mean = new Mean();

        @Override
        public void add(double value) {
            mean.add(value);
        }

        @Override
        public double result() {
            return mean.value();
        }
    }

    final class Count implements Accumulator {
        private final boolean always1;
        private double count;

        Count(boolean always1) {
            this.always1 = always1;
        }

        @Override
        public void add(double value) {
            count++;
        }

        @Override
        public double result() {
            return always1 ? 1 : count;
        }
    }

    /** The smallest or the largest; anything is more than what is no number. */
    final class Extreme implements Accumulator {
        private final boolean smallest;
        private double extreme = Double.NaN;

        Extreme(boolean smallest) {
            this.smallest = smallest;
        }

        @Override
        public void add(double value) {
            if (Double.isNaN(extreme) || (smallest ? value < extreme : value > extreme)) {
                extreme = value;
            }
        }

        @Override
        public double result() {
            return extreme;
        }
    }

    /** By Welford's method. */
    final class Variance implements Accumulator {
        private final boolean root;
        private double count;
        private double mean;
        private double squares;

        Variance(boolean root) {
            this.root = root;
        }

        @Override
        public void add(double value) {
            count++;
            double delta = value - mean;
            mean += delta / count;
            squares += delta * (value - mean);
        }

        @Override
        public double result() {
            return root ? Math.sqrt(squares / count) : squares / count;
        }
    }

    final class Collect implements Accumulator {
        private final double q;
        private final DoubleStream.Builder values = DoubleStream.builder();

        Collect(double q) {
            this.q = q;
        }

        @Override
        public void add(double value) {
            values.add(value);
        }

        @Override
        public double result() {
            return Quantiles.of(q, values.build().toArray());
        }
    }
}
