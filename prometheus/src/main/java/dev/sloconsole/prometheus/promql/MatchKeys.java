package dev.sloconsole.prometheus.promql;

import dev.sloconsole.prometheus.promql.parser.Matching;
import dev.sloconsole.prometheus.series.Labels;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The part of an element's labels by which a binary operator finds its partner. */
final class MatchKeys {

    private final boolean on;
    private final List<String> names;
    private final Map<Labels, Labels> known = new HashMap<>();

    MatchKeys(Matching matching) {
        this.on = matching.on();
        this.names = matching.labels();
    }

    Labels key(Labels labels) {
        return known.computeIfAbsent(labels, this::make);
    }

    private Labels make(Labels labels) {
        if (on) {
            return keep(labels, names);
        }
        return labels.without(names.toArray(String[]::new)).without(Labels.NAME);
    }

    static Labels keep(Labels labels, List<String> names) {
        var kept = new TreeMap<String, String>();
        names.forEach(name -> kept.put(name, labels.get(name)));
        return Labels.of(kept);
    }
}
