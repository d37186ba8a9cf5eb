package dev.sloconsole.prometheus.promql;

import dev.sloconsole.prometheus.promql.functions.Window;
import dev.sloconsole.prometheus.series.HistogramMarker;
import dev.sloconsole.prometheus.series.Labels;
import dev.sloconsole.prometheus.series.StaleMarker;
import java.util.List;
import java.util.Optional;
import java.util.function.DoublePredicate;

/** The parts of a plan, by what they give. Each is asked for one step after the other, never backwards. */
final class Nodes {

    private Nodes() {}

    @FunctionalInterface
    interface VectorNode {
        List<Sample> at(long timeMillis);
    }

    @FunctionalInterface
    interface ScalarNode {
        double at(long timeMillis);
    }

    /** The windows of several series, all moved to a step at once. */
    interface WindowsNode {
        List<SeriesWindow> at(long timeMillis);
    }

    /**
     * A series within a range.
     *
     * @param dropName whether the series' name is already to be dropped, as that of a subquery's result may be
     * @param window its numbers
     * @param histograms when it has native histograms, where it has any
     */
    record SeriesWindow(Labels labels, boolean dropName, Window window, Optional<Window> histograms) {

        /** A window on the first {@code count} samples, which it shares, without the stale markers among them. */
        static SeriesWindow of(Labels labels, boolean dropName, long[] timestamps, double[] values, int count) {
            if (!hasMarkers(values, count)) {
                return new SeriesWindow(labels, dropName, new Window(timestamps, values, count), Optional.empty());
            }
            var numbers = select(timestamps, values, count, value -> !HistogramMarker.isHistogram(value));
            var histograms = select(timestamps, values, count, HistogramMarker::isHistogram);
            return new SeriesWindow(
                    labels, dropName, numbers.orElseGet(() -> new Window(timestamps, values, 0)), histograms);
        }

        private static boolean hasMarkers(double[] values, int count) {
            for (int i = 0; i < count; i++) {
                if (StaleMarker.isStale(values[i]) || HistogramMarker.isHistogram(values[i])) {
                    return true;
                }
            }
            return false;
        }

        private static Optional<Window> select(long[] timestamps, double[] values, int count, DoublePredicate wanted) {
            var keptTimestamps = new long[count];
            var keptValues = new double[count];
            int kept = 0;
            for (int i = 0; i < count; i++) {
                if (wanted.test(values[i]) && !StaleMarker.isStale(values[i])) {
                    keptTimestamps[kept] = timestamps[i];
                    keptValues[kept] = values[i];
                    kept++;
                }
            }
            return kept == 0 ? Optional.empty() : Optional.of(new Window(keptTimestamps, keptValues, kept));
        }

        void moveTo(long startMillis, long endMillis, long evaluationMillis) {
            window.moveTo(startMillis, endMillis, evaluationMillis);
            histograms.ifPresent(times -> times.moveTo(startMillis, endMillis, evaluationMillis));
        }

        boolean isEmpty() {
            return window.isEmpty() && !hasHistograms();
        }

        boolean hasHistograms() {
            return histograms.isPresent() && !histograms.get().isEmpty();
        }
    }
}
