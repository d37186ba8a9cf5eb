package dev.sloconsole.prometheus.series;

import dev.sloconsole.prometheus.golang.GoQuotes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** An immutable set of label names and values, sorted by name; a label with an empty value is absent. */
public final class Labels implements Comparable<Labels> {

    /** The name of the label that holds the metric's name. */
    public static final String NAME = "__name__";

    public static final Labels EMPTY = new Labels(new String[0]);

    private final String[] pairs;
    private final int hash;

    private Labels(String[] pairs) {
        this.pairs = pairs;
        this.hash = Arrays.hashCode(pairs);
    }

    /** Labels from alternating names and values. */
    public static Labels of(String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("A label name without a value: " + Arrays.toString(namesAndValues));
        }
        var map = new TreeMap<String, String>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return of(map);
    }

    public static Labels of(Map<String, String> labels) {
        var list = new ArrayList<String>(labels.size() * 2);
        new TreeMap<>(labels).forEach((name, value) -> {
            if (!value.isEmpty()) {
                list.add(name);
                list.add(value);
            }
        });
        return list.isEmpty() ? EMPTY : new Labels(list.toArray(String[]::new));
    }

    /** Whether a text may be a label's name: any but the empty one, if it was written as UTF-8. */
    public static boolean isName(String text) {
        return !text.isEmpty() && GoQuotes.isUtf8(text);
    }

    public int size() {
        return pairs.length / 2;
    }

    public String name(int i) {
        return pairs[2 * i];
    }

    public String value(int i) {
        return pairs[2 * i + 1];
    }

    /** The value of a label, or an empty string where it is absent. */
    public String get(String name) {
        for (int i = 0; i < pairs.length; i += 2) {
            int order = pairs[i].compareTo(name);
            if (order == 0) {
                return pairs[i + 1];
            }
            if (order > 0) {
                break;
            }
        }
        return "";
    }

    /** These labels with one set to another value; an empty value removes it. */
    public Labels with(String name, String value) {
        var map = toMap();
        map.put(name, value);
        return of(map);
    }

    /** These labels without those named. */
    public Labels without(String... names) {
        var map = toMap();
        List.of(names).forEach(map::remove);
        return of(map);
    }

    public void forEach(BiConsumer<String, String> action) {
        for (int i = 0; i < pairs.length; i += 2) {
            action.accept(pairs[i], pairs[i + 1]);
        }
    }

    /** A new, sorted map of these labels that the caller may change. */
    public SortedMap<String, String> toMap() {
        var map = new TreeMap<String, String>();
        forEach(map::put);
        return map;
    }

    @Override
    public int compareTo(Labels other) {
        return Arrays.compare(pairs, other.pairs);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Labels other && Arrays.equals(pairs, other.pairs);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** The form in which Prometheus prints a series: {@code name{label="value"}}. */
    @Override
    public String toString() {
        var text = new StringBuilder(get(NAME));
        var rest = new ArrayList<String>();
        forEach((name, value) -> {
            if (!name.equals(NAME)) {
                rest.add(name + "=\""
                        + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"');
            }
        });
        if (!rest.isEmpty() || text.isEmpty()) {
            text.append('{').append(String.join(", ", rest)).append('}');
        }
        return text.toString();
    }
}
