package dev.sloconsole.session.fold;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * An immutable list that shares its elements with the longer lists that grew out of it: a class of two hours has
 * thousands of points, and a state after each. {@link #with} is cheap on the longest of them, and copies on a shorter.
 * Safe to share between threads.
 */
public final class GrowingList<T> extends AbstractList<T> implements RandomAccess {

    /** What several lists share; only the elements after the longest of them are ever written. */
    private static final class Storage {
        private Object[] elements = new Object[16];
        private int used;

        synchronized boolean offer(int at, Object element) {
            if (at != used) {
                return false;
            }
            if (used == elements.length) {
                elements = Arrays.copyOf(elements, used * 2);
            }
            elements[used++] = element;
            return true;
        }

        synchronized Object get(int index) {
            return elements[index];
        }

        synchronized Storage copy(int size) {
            var copy = new Storage();
            copy.elements = Arrays.copyOf(elements, Math.max(16, size + size / 2));
            Arrays.fill(copy.elements, size, copy.elements.length, null);
            copy.used = size;
            return copy;
        }
    }

    private final Storage storage;
    private final int size;

    private GrowingList(Storage storage, int size) {
        this.storage = storage;
        this.size = size;
    }

    public static <T> GrowingList<T> empty() {
        return new GrowingList<>(new Storage(), 0);
    }

    /** The elements of a list; the list itself where it is one that grows. */
    public static <T> GrowingList<T> copyOf(List<T> list) {
        if (list instanceof GrowingList<T> growing) {
            return growing;
        }
        GrowingList<T> copy = empty();
        for (T element : list) {
            copy = copy.with(element);
        }
        return copy;
    }

    /** This list and one more element at its end. */
    public GrowingList<T> with(T element) {
        Objects.requireNonNull(element);
        if (storage.offer(size, element)) {
            return new GrowingList<>(storage, size + 1);
        }
        var copy = storage.copy(size);
        copy.offer(size, element);
        return new GrowingList<>(copy, size + 1);
    }

    /** The first elements of this list. */
    public GrowingList<T> first(int count) {
        return new GrowingList<>(storage, Objects.checkIndex(count, size + 1));
    }

    @Override
    @SuppressWarnings("unchecked") // only elements of type T are ever offered
    public T get(int index) {
        return (T) storage.get(Objects.checkIndex(index, size));
    }

    @Override
    public int size() {
        return size;
    }
}
