package dev.sloconsole.prometheus.golang;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A value of Go, of the kinds that templates come across. */
public sealed interface GoValue {

    record Real(double value) implements GoValue {}

    record Int(long value) implements GoValue {}

    record Text(String value) implements GoValue {}

    record Bool(boolean value) implements GoValue {}

    /** What a query gave, sample by sample. */
    record Items(List<? extends GoValue> values) implements GoValue {
        public Items {
            values = List.copyOf(values);
        }
    }

    /** A sample of a query's result. */
    record Point(Entries labels, double value) implements GoValue {}

    /** A map from texts to values, such as labels. */
    record Entries(Map<String, ? extends GoValue> values) implements GoValue {
        public Entries {
            values = Map.copyOf(values);
        }

        /** What a key has; as in Go, an empty text where it is absent. */
        public GoValue get(String key) {
            GoValue found = values.get(key);
            return found == null ? new Text("") : found;
        }
    }

    /** The name of its type, as {@code %T} prints it. */
    default String type() {
        return switch (this) {
            case Real number -> "float64";
            case Int number -> "int";
            case Text text -> "string";
            case Bool bool -> "bool";
            case Entries entries -> "map[string]string";
            case Items items -> "template.queryResult";
            case Point point -> "*template.sample";
        };
    }

    /** As {@code %v} prints it. */
    default String print() {
        return switch (this) {
            case Real(double value) -> GoNumbers.general(value);
            case Int(long value) -> Long.toString(value);
            case Text(String value) -> value;
            case Bool(boolean value) -> Boolean.toString(value);
            case Entries(var values) ->
                new TreeMap<>(values)
                        .entrySet().stream()
                                .map(entry ->
                                        entry.getKey() + ":" + entry.getValue().print())
                                .collect(Collectors.joining(" ", "map[", "]"));
            case Items(var values) -> values.stream().map(GoValue::print).collect(Collectors.joining(" ", "[", "]"));
            case Point(Entries labels, double value) -> "&{" + labels.print() + " " + GoNumbers.general(value) + "}";
        };
    }

    /** Whether a condition on it holds: it is neither zero nor empty. */
    default boolean isTrue() {
        return switch (this) {
            case Real(double value) -> value != 0;
            case Int(long value) -> value != 0;
            case Text(String value) -> !value.isEmpty();
            case Bool(boolean value) -> value;
            case Entries(var values) -> !values.isEmpty();
            case Items(var values) -> !values.isEmpty();
            case Point point -> true;
        };
    }

    /** As {@code fmt.Sprint} prints several: with a space between two of which neither is a text. */
    static String print(List<GoValue> values) {
        var text = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            if (i > 0 && !(values.get(i) instanceof Text) && !(values.get(i - 1) instanceof Text)) {
                text.append(' ');
            }
            text.append(values.get(i).print());
        }
        return text.toString();
    }
}
