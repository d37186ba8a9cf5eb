package dev.sloconsole.session;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Small changes to immutable lists. */
public final class Lists {

    private Lists() {}

    public static <T> List<T> with(List<T> list, T element) {
        var copy = new ArrayList<T>(list.size() + 1);
        copy.addAll(list);
        copy.add(element);
        return List.copyOf(copy);
    }

    public static <T> List<T> without(List<T> list, Predicate<T> which) {
        return list.stream().filter(which.negate()).toList();
    }

    public static <T> List<T> mapped(List<T> list, Predicate<T> which, UnaryOperator<T> change) {
        return list.stream().map(e -> which.test(e) ? change.apply(e) : e).toList();
    }

    /** The element in the place of the one it replaces, or at the end where there is none. */
    public static <T> List<T> put(List<T> list, Predicate<T> same, T element) {
        return list.stream().anyMatch(same) ? mapped(list, same, old -> element) : with(list, element);
    }
}
