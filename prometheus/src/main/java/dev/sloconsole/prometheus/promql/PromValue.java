package dev.sloconsole.prometheus.promql;

import dev.sloconsole.prometheus.series.Labels;
import dev.sloconsole.prometheus.series.Series;
import java.util.List;

/** A value of PromQL. */
public sealed interface PromValue {

    record Scalar(long timestampMillis, double value) implements PromValue {}

    record Text(long timestampMillis, String value) implements PromValue {}

    /** An instant vector, in the order that the expression gives it. */
    record Vector(List<VectorSample> samples) implements PromValue {
        public Vector {
            samples = List.copyOf(samples);
        }
    }

    record VectorSample(Labels labels, long timestampMillis, double value) {}

    /** A matrix, sorted by labels where it comes from a range query. */
    record Matrix(List<Series> series) implements PromValue {
        public Matrix {
            series = List.copyOf(series);
        }
    }
}
