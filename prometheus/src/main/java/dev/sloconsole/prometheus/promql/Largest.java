package dev.sloconsole.prometheus.promql;

import java.util.ArrayList;
import java.util.List;

/**
 * The few samples with the largest (or smallest) values among those offered, in a heap with the first to go on top.
 * Which of several equal ones stay follows the order of Prometheus's heap.
 */
final class Largest {

    private final int count;
    private final boolean smallest;
    private final List<Sample> heap = new ArrayList<>();

    Largest(int count, boolean smallest) {
        this.count = count;
        this.smallest = smallest;
    }

    void offer(Sample sample) {
        if (heap.size() < count) {
            heap.add(sample);
            up(heap.size() - 1);
            return;
        }
        double top = heap.get(0).value();
        double value = sample.value();
        boolean better = smallest ? top > value : top < value;
        if (better || (Double.isNaN(top) && !Double.isNaN(value))) {
            heap.set(0, sample);
            down();
        }
    }

    /** The best first. */
    List<Sample> inOrder() {
        heap.sort((a, b) -> goesBefore(b, a) ? -1 : goesBefore(a, b) ? 1 : 0);
        return heap;
    }

    /** Whether a has to leave sooner than b. */
    private boolean goesBefore(Sample a, Sample b) {
        if (Double.isNaN(a.value()) || Double.isNaN(b.value())) {
            return Double.isNaN(a.value()) && !Double.isNaN(b.value());
        }
        return smallest ? a.value() > b.value() : a.value() < b.value();
    }

    private void up(int from) {
        int i = from;
        while (i > 0) {
            int parent = (i - 1) / 2;
            if (!goesBefore(heap.get(i), heap.get(parent))) {
                return;
            }
            swap(i, parent);
            i = parent;
        }
    }

    private void down() {
        int i = 0;
        while (true) {
            int child = 2 * i + 1;
            if (child >= heap.size()) {
                return;
            }
            if (child + 1 < heap.size() && goesBefore(heap.get(child + 1), heap.get(child))) {
                child++;
            }
            if (!goesBefore(heap.get(child), heap.get(i))) {
                return;
            }
            swap(i, child);
            i = child;
        }
    }

    private void swap(int i, int j) {
        var kept = heap.get(i);
        heap.set(i, heap.get(j));
        heap.set(j, kept);
    }
}
