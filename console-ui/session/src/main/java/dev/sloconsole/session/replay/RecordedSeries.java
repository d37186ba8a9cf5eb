package dev.sloconsole.session.replay;

import dev.sloconsole.prometheus.series.LabelMatcher;
import dev.sloconsole.prometheus.series.Labels;
import dev.sloconsole.prometheus.series.Series;
import dev.sloconsole.prometheus.series.SeriesReader;
import dev.sloconsole.prometheus.watch.MetricFact.SamplesScraped;
import dev.sloconsole.prometheus.watch.MetricFact.ScrapedSample;
import dev.sloconsole.session.Fact;
import dev.sloconsole.session.SessionEvent.MetricsObserved;
import dev.sloconsole.session.figures.SeriesLog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All series of a recorded session, each sample with the fact that told of it: as of a fact, what later facts told is
 * invisible. Takes the samples that a live session's store takes, and so gives the same answers. Once all facts are in it,
 * it is only read, and safe to share.
 */
final class RecordedSeries {

    private final Map<Labels, Recorded> byLabels = new HashMap<>();
    private final SortedMap<Labels, Recorded> sorted = new TreeMap<>();

    static RecordedSeries of(List<Fact> facts) {
        var series = new RecordedSeries();
        facts.forEach(series::add);
        return series;
    }

    /** Takes the samples of the next fact; whoever asks for what was known before it gets the same as ever. */
    void add(Fact fact) {
        if (fact.event() instanceof MetricsObserved(SamplesScraped scraped)) {
            for (ScrapedSample s : scraped.samples()) {
                var recorded = byLabels.get(s.labels());
                if (recorded == null) {
                    recorded = new Recorded(s.labels());
                    byLabels.put(s.labels(), recorded);
                    sorted.put(s.labels(), recorded);
                }
                recorded.add(fact.sequence(), s.timestampMillis(), s.value());
            }
        }
    }

    /** The series as they were known after a fact, by its sequence number. */
    SeriesReader asOf(long sequence) {
        return (matchers, fromMillis, toMillis) -> {
            var found = new ArrayList<Series>();
            for (Recorded each : sorted.values()) {
                if (accepted(matchers, each.labels)) {
                    var known = each.asOf(sequence, fromMillis, toMillis);
                    if (known.size() > 0) {
                        found.add(known);
                    }
                }
            }
            return found;
        };
    }

    /** A log that stands after a fact, and moves on with the facts it is told. */
    SeriesLog logAfter(long sequence) {
        return new SeriesLog() {
            private long latest = sequence;

            @Override
            public void observe(Fact fact) {
                latest = fact.sequence();
            }

            @Override
            public SeriesReader snapshot() {
                return asOf(latest);
            }
        };
    }

    /** Regular expressions are the dear ones, and come last. */
    private static boolean accepted(List<LabelMatcher> matchers, Labels labels) {
        return accepted(matchers, labels, true) && accepted(matchers, labels, false);
    }

    private static boolean accepted(List<LabelMatcher> matchers, Labels labels, boolean equal) {
        for (LabelMatcher matcher : matchers) {
            if (matcher instanceof LabelMatcher.Equal == equal && !matcher.matches(labels.get(matcher.name()))) {
                return false;
            }
        }
        return true;
    }

    /** One series, in columns; written while the session is opened, and only read then. */
    private static final class Recorded {
        private final Labels labels;
        private long[] timestamps = new long[64];
        private double[] values = new double[64];
        private long[] toldBy = new long[64];
        private int size;

        Recorded(Labels labels) {
            this.labels = labels;
        }

        /** Leaves out what is not newer than what is there, as a store does. */
        void add(long sequence, long timestampMillis, double value) {
            if (size > 0 && timestampMillis <= timestamps[size - 1]) {
                return;
            }
            if (size == timestamps.length) {
                timestamps = Arrays.copyOf(timestamps, size * 2);
                values = Arrays.copyOf(values, size * 2);
                toldBy = Arrays.copyOf(toldBy, size * 2);
            }
            timestamps[size] = timestampMillis;
            values[size] = value;
            toldBy[size++] = sequence;
        }

        Series asOf(long sequence, long fromMillis, long toMillis) {
            int told = countUpTo(toldBy, size, sequence);
            int from = countUpTo(timestamps, told, fromMillis);
            int to = Math.max(from, countUpTo(timestamps, told, toMillis));
            return new Series(labels, Arrays.copyOfRange(timestamps, from, to), Arrays.copyOfRange(values, from, to));
        }

        /** How many of the first {@code n} sorted numbers are not above a limit. */
        private static int countUpTo(long[] sorted, int n, long limit) {
            int low = 0;
            int high = n;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (sorted[middle] <= limit) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }
}
