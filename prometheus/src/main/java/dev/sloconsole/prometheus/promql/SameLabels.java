package dev.sloconsole.prometheus.promql;

import dev.sloconsole.prometheus.series.Labels;
import java.util.HashSet;
import java.util.List;

/** Refuses vectors in which two elements have the same labels. */
final class SameLabels {

    private SameLabels() {}

    /** To be applied where names were dropped; with delayed removal, that is at the end only. */
    static List<Sample> refuse(Evaluation evaluation, List<Sample> vector) {
        return evaluation.delayedNameRemoval() ? vector : refuse(vector);
    }

    static List<Sample> refuse(List<Sample> vector) {
        if (vector.size() > 1) {
            var seen = HashSet.<Labels>newHashSet(vector.size());
            for (var sample : vector) {
                if (!seen.add(sample.labels())) {
                    throw QueryStopped.sameLabels();
                }
            }
        }
        return vector;
    }
}
