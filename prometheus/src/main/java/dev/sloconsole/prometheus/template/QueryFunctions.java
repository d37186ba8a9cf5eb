package dev.sloconsole.prometheus.template;

import dev.sloconsole.prometheus.golang.GoValue;
import dev.sloconsole.prometheus.golang.GoValue.Entries;
import dev.sloconsole.prometheus.golang.GoValue.Items;
import dev.sloconsole.prometheus.golang.GoValue.Point;
import dev.sloconsole.prometheus.golang.GoValue.Real;
import dev.sloconsole.prometheus.golang.GoValue.Text;
import dev.sloconsole.prometheus.series.Labels;
import dev.sloconsole.prometheus.template.Template.Failed;
import dev.sloconsole.prometheus.template.Template.Queries;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** What a template can do with a query and its result. */
final class QueryFunctions {

    private QueryFunctions() {}

    static GoValue query(List<GoValue> arguments, Queries queries) {
        try {
            return new Items(queries.of(TemplateFunctions.text("query", arguments.getFirst())).stream()
                    .map(answer -> new Point(entries(answer.labels()), answer.value()))
                    .toList());
        } catch (IllegalArgumentException e) {
            throw TemplateFunctions.wrong("query", String.valueOf(e.getMessage()));
        }
    }

    static Entries entries(Labels labels) {
        var map = new TreeMap<String, GoValue>();
        labels.forEach((name, value) -> map.put(name, new Text(value)));
        return new Entries(map);
    }

    static GoValue first(List<GoValue> arguments) {
        var items = items("first", arguments.getFirst());
        if (items.values().isEmpty()) {
            throw TemplateFunctions.wrong("first", "first() called on vector with no elements");
        }
        return items.values().getFirst();
    }

    static GoValue label(List<GoValue> arguments) {
        return point("label", arguments.get(1)).labels().get(TemplateFunctions.text("label", arguments.getFirst()));
    }

    static GoValue value(List<GoValue> arguments) {
        return new Real(point("value", arguments.getFirst()).value());
    }

    /** The text that {@code count_values} and others leave in a label. */
    static GoValue textValue(List<GoValue> arguments) {
        return point("strvalue", arguments.getFirst()).labels().get("__value__");
    }

    static GoValue sortByLabel(List<GoValue> arguments) {
        String label = TemplateFunctions.text("sortByLabel", arguments.getFirst());
        return new Items(items("sortByLabel", arguments.get(1)).values().stream()
                .sorted(Comparator.comparing(
                        item -> point("sortByLabel", item).labels().get(label).print()))
                .toList());
    }

    private static Items items(String function, GoValue value) {
        if (value instanceof Items items) {
            return items;
        }
        throw new Failed(
                "wrong type for value of " + function + "; expected template.queryResult; got " + value.type());
    }

    private static Point point(String function, GoValue value) {
        if (value instanceof Point point) {
            return point;
        }
        throw new Failed("wrong type for value of " + function + "; expected *template.sample; got " + value.type());
    }
}
