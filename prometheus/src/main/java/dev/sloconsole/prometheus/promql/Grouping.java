package dev.sloconsole.prometheus.promql;

import dev.sloconsole.prometheus.promql.parser.Expr;
import dev.sloconsole.prometheus.series.Labels;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The labels of the group to which an element belongs. */
final class Grouping {

    private final List<String> names;
    private final boolean without;
    private final Map<Labels, Labels> known = new HashMap<>();

    Grouping(List<String> names, boolean without) {
        this.names = List.copyOf(names);
        this.without = without;
    }

    static Grouping of(Expr.Aggregate aggregate) {
        return new Grouping(aggregate.grouping(), aggregate.without());
    }

    Labels key(Labels labels) {
        if (!without && names.isEmpty()) {
            return Labels.EMPTY;
        }
        return known.computeIfAbsent(labels, this::make);
    }

    private Labels make(Labels labels) {
        return without
                ? labels.without(names.toArray(String[]::new)).without(Labels.NAME)
                : MatchKeys.keep(labels, names);
    }
}
