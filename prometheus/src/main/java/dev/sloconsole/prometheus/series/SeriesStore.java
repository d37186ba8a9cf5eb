package dev.sloconsole.prometheus.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Series in memory, compressed. One thread appends and forgets; {@link #snapshot} may be called from any, and takes no
 * lock. What is appended while a snapshot is being taken may or may not be in it, series by series.
 */
public final class SeriesStore {

    private volatile Kept kept = new Kept(new SeriesIndex(), Long.MIN_VALUE);

    /** @param floorMillis samples before it are forgotten, even where their chunk is still held */
    private record Kept(SeriesIndex index, long floorMillis) {}

    /**
     * Appends a sample; false (and nothing stored) if it is older than the series' newest, or another value at its
     * time.
     */
    public boolean append(Labels labels, long timestampMillis, double value) {
        return kept.index.append(labels, timestampMillis, value);
    }

    /** How many series there are. */
    public int seriesCount() {
        return kept.index.size();
    }

    /** Whether there is a series with exactly these labels; for the thread that appends. */
    public boolean holds(Labels labels) {
        return kept.index.holds(labels);
    }

    /** What was appended so far; later appends do not show in it. Costs little: no samples are copied. */
    public SeriesReader snapshot() {
        var now = kept;
        var contents = new MemorySeries.Contents[now.index.size()];
        for (int i = 0; i < contents.length; i++) {
            contents[i] = now.index.series(i).contents();
        }
        return new Snapshot(now.index, contents, now.floorMillis);
    }

    /** Forgets the samples before a moment, and series that have none left. */
    public void forgetBefore(long timestampMillis) {
        var now = kept;
        if (timestampMillis <= now.floorMillis) {
            return;
        }
        var left = new ArrayList<MemorySeries>();
        for (int i = 0; i < now.index.size(); i++) {
            var series = now.index.series(i);
            if (series.forgetBefore(timestampMillis)) {
                left.add(series);
            }
        }
        var index = now.index;
        if (left.size() < index.size()) {
            index = new SeriesIndex();
            left.forEach(index::add);
        }
        kept = new Kept(index, timestampMillis);
    }

    /** How many series and samples there are, and the bytes that their samples take. */
    public Size size() {
        var index = kept.index;
        long samples = 0;
        long bytes = 0;
        long chunks = 0;
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        int series = index.size();
        for (int i = 0; i < series; i++) {
            var contents = index.series(i).contents();
            samples += contents.sampleCount();
            bytes += contents.bytes();
            chunks += contents.chunkCount();
            first = Math.min(first, contents.firstMillis());
            last = Math.max(last, contents.lastMillis());
        }
        return new Size(series, samples, bytes, chunks, first, last);
    }

    /**
     * What is stored.
     *
     * @param bytes of compressed and of newest samples; labels and index are not counted
     * @param chunks the newest, which still grows, of each series among them
     * @param firstMillis the oldest sample's time; the largest number where there is none
     * @param lastMillis the newest sample's time; the smallest number where there is none
     */
    public record Size(int series, long samples, long bytes, long chunks, long firstMillis, long lastMillis) {}

    private static final class Snapshot implements SeriesReader {

        private static final Comparator<Series> BY_LABELS = Comparator.comparing(Series::labels);

        private final SeriesIndex index;
        private final MemorySeries.Contents[] contents;
        private final long floorMillis;

        Snapshot(SeriesIndex index, MemorySeries.Contents[] contents, long floorMillis) {
            this.index = index;
            this.contents = contents;
            this.floorMillis = floorMillis;
        }

        @Override
        public List<Series> select(List<LabelMatcher> matchers, long fromMillis, long toMillis) {
            return read(index.find(matchers, contents.length), from(fromMillis), toMillis);
        }

        @Override
        public Optional<List<Series>> select(List<LabelMatcher> matchers, long fromMillis, long toMillis, long most) {
            int[] numbers = index.find(matchers, contents.length);
            long from = from(fromMillis);
            return samplesIn(numbers, from, toMillis) > most
                    ? Optional.empty()
                    : Optional.of(read(numbers, from, toMillis));
        }

        @Override
        public long mostSamples(List<LabelMatcher> matchers, long fromMillis, long toMillis) {
            return samplesIn(index.find(matchers, contents.length), from(fromMillis), toMillis);
        }

        private long samplesIn(int[] numbers, long from, long toMillis) {
            long samples = 0;
            for (int number : numbers) {
                samples += contents[number].samplesIn(from, toMillis);
            }
            return samples;
        }

        private List<Series> read(int[] numbers, long from, long toMillis) {
            var found = new ArrayList<Series>();
            for (int number : numbers) {
                if (contents[number].overlaps(from, toMillis)) {
                    var series = contents[number].read(index.series(number).labels(), from, toMillis);
                    if (series.size() > 0) {
                        found.add(series);
                    }
                }
            }
            found.sort(BY_LABELS);
            return found;
        }

        @Override
        public List<Labels> labels(List<LabelMatcher> matchers, long fromMillis, long toMillis) {
            long from = from(fromMillis);
            return Arrays.stream(index.find(matchers, contents.length))
                    .filter(number -> contents[number].overlaps(from, toMillis))
                    .mapToObj(number -> index.series(number).labels())
                    .sorted()
                    .toList();
        }

        private long from(long fromMillis) {
            return Math.max(fromMillis, floorMillis == Long.MIN_VALUE ? floorMillis : floorMillis - 1);
        }
    }
}
