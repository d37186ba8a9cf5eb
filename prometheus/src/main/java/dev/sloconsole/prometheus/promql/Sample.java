package dev.sloconsole.prometheus.promql;

import dev.sloconsole.prometheus.series.Labels;

/**
 * One element of an instant vector on its way through an expression.
 *
 * @param dropName whether the metric's name is to go when the whole expression is evaluated
 */
record Sample(Labels labels, double value, boolean dropName) {

    Sample(Labels labels, double value) {
        this(labels, value, false);
    }

    Sample withValue(double other) {
        return new Sample(labels, other, dropName);
    }
}
