package dev.sloconsole.prometheus.promql.parser;

import java.util.List;

/**
 * How a binary operator finds the pairs of two vectors.
 *
 * @param on whether {@code labels} are those that are compared, or those that are left out of account
 * @param labels of {@code on} or {@code ignoring}
 * @param include the labels that {@code group_left} or {@code group_right} brings over
 */
public record Matching(Cardinality cardinality, boolean on, List<String> labels, List<String> include) {

    /** How many elements of each side a pair may be made of. */
    public enum Cardinality {
        ONE_TO_ONE,
        MANY_TO_ONE,
        ONE_TO_MANY
    }

    public static final Matching DEFAULT = new Matching(Cardinality.ONE_TO_ONE, false, List.of(), List.of());

    public Matching {
        labels = List.copyOf(labels);
        include = List.copyOf(include);
    }
}
