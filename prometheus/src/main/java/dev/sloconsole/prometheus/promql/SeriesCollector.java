package dev.sloconsole.prometheus.promql;

import dev.sloconsole.prometheus.series.Labels;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts the vectors of one step after the other together to series. */
final class SeriesCollector {

    private final Evaluation evaluation;
    private final Map<Labels, Collected> byLabels = new LinkedHashMap<>();
    private long samples;

    SeriesCollector(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    /** A series that grows. */
    static final class Collected {
        private final Labels labels;
        private boolean dropName;
        private long[] timestamps = new long[8];
        private double[] values = new double[8];
        private int size;

        private Collected(Labels labels) {
            this.labels = labels;
        }

        private void add(long timeMillis, double value) {
            if (size > 0 && timestamps[size - 1] == timeMillis) {
                throw QueryStopped.sameLabels();
            }
            if (size == timestamps.length) {
                timestamps = Arrays.copyOf(timestamps, size * 2);
                values = Arrays.copyOf(values, size * 2);
            }
            timestamps[size] = timeMillis;
            values[size] = value;
            size++;
        }

        Labels labels() {
            return labels;
        }

        boolean dropName() {
            return dropName;
        }

        int size() {
            return size;
        }

        long[] timestamps() {
            return timestamps;
        }

        double[] values() {
            return values;
        }
    }

    void add(long timeMillis, List<Sample> vector) {
        for (var sample : vector) {
            var series = byLabels.computeIfAbsent(sample.labels(), Collected::new);
            series.dropName |= sample.dropName();
            series.add(timeMillis, sample.value());
        }
        samples += vector.size();
        if (samples > evaluation.query().options().mostAtOnce()) {
            throw QueryStopped.tooManySamples();
        }
        evaluation.budget().hold(vector.size());
    }

    /** How many there are in all series. */
    long samples() {
        return samples;
    }

    Collection<Collected> series() {
        return byLabels.values();
    }
}
