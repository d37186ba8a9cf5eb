package dev.sloconsole.prometheus.series;

import java.util.Arrays;

/**
 * One series as it grows: full chunks, compressed, and the newest samples as they came. One thread appends; what
 * {@link #contents} returns stays as it is, for whoever reads it.
 */
final class MemorySeries {

    private final Labels labels;
    private volatile Contents contents;

    MemorySeries(Labels labels, long timestampMillis, double value) {
        this.labels = labels;
        this.contents = new Contents(
                new Chunk[0], 0, 0, new long[] {timestampMillis, 0, 0, 0}, new double[] {value, 0, 0, 0}, 1);
    }

    Labels labels() {
        return labels;
    }

    Contents contents() {
        return contents;
    }

    boolean append(long timestampMillis, double value) {
        var now = contents;
        if (timestampMillis <= now.lastMillis()) {
            return timestampMillis == now.lastMillis()
                    && Double.doubleToRawLongBits(value) == Double.doubleToRawLongBits(now.lastValue());
        }
        contents = now.with(timestampMillis, value);
        return true;
    }

    /** Gives up the chunks that end before a moment; false if no sample is left at or after it. */
    boolean forgetBefore(long timestampMillis) {
        var now = contents;
        if (now.lastMillis() < timestampMillis) {
            return false;
        }
        int from = now.firstChunk;
        while (from < now.chunkEnd && now.chunks[from].lastMillis() < timestampMillis) {
            from++;
        }
        if (from > now.firstChunk) {
            var kept = Arrays.copyOfRange(now.chunks, from, now.chunkEnd);
            contents = new Contents(kept, 0, kept.length, now.timestamps, now.values, now.size);
        }
        return true;
    }

    /**
     * The samples at one moment. Arrays are shared with later contents, which only write behind what this one sees; the
     * volatile field above publishes them.
     */
    static final class Contents {
        private final Chunk[] chunks;
        private final int firstChunk;
        private final int chunkEnd;
        private final long[] timestamps;
        private final double[] values;
        private final int size;

        private Contents(Chunk[] chunks, int firstChunk, int chunkEnd, long[] timestamps, double[] values, int size) {
            this.chunks = chunks;
            this.firstChunk = firstChunk;
            this.chunkEnd = chunkEnd;
            this.timestamps = timestamps;
            this.values = values;
            this.size = size;
        }

        long lastMillis() {
            return timestamps[size - 1];
        }

        double lastValue() {
            return values[size - 1];
        }

        long firstMillis() {
            return firstChunk < chunkEnd ? chunks[firstChunk].firstMillis() : timestamps[0];
        }

        long sampleCount() {
            long count = size;
            for (int i = firstChunk; i < chunkEnd; i++) {
                count += chunks[i].count();
            }
            return count;
        }

        int chunkCount() {
            return chunkEnd - firstChunk + 1;
        }

        long bytes() {
            long bytes = timestamps.length * 16L;
            for (int i = firstChunk; i < chunkEnd; i++) {
                bytes += chunks[i].bytes();
            }
            return bytes;
        }

        private Contents with(long timestampMillis, double value) {
            if (size == Chunk.SAMPLES) {
                var chunk = Chunk.of(timestamps, values, size);
                var more = chunkEnd < chunks.length ? chunks : Arrays.copyOf(chunks, Math.max(4, chunkEnd * 2));
                more[chunkEnd] = chunk;
                var freshTimestamps = new long[Chunk.SAMPLES];
                var freshValues = new double[Chunk.SAMPLES];
                freshTimestamps[0] = timestampMillis;
                freshValues[0] = value;
                return new Contents(more, firstChunk, chunkEnd + 1, freshTimestamps, freshValues, 1);
            }
            int capacity = size < timestamps.length ? timestamps.length : Math.min(Chunk.SAMPLES, size * 2);
            var times = size < timestamps.length ? timestamps : Arrays.copyOf(timestamps, capacity);
            var vals = size < timestamps.length ? values : Arrays.copyOf(values, capacity);
            times[size] = timestampMillis;
            vals[size] = value;
            return new Contents(chunks, firstChunk, chunkEnd, times, vals, size + 1);
        }

        boolean overlaps(long fromMillis, long toMillis) {
            return lastMillis() > fromMillis && firstMillis() <= toMillis;
        }

        /** How many samples {@link #read} looks at. */
        long samplesIn(long fromMillis, long toMillis) {
            long samples = timestamps[0] <= toMillis && lastMillis() > fromMillis ? size : 0;
            for (int i = firstChunk; i < chunkEnd; i++) {
                if (chunks[i].lastMillis() > fromMillis && chunks[i].firstMillis() <= toMillis) {
                    samples += chunks[i].count();
                }
            }
            return samples;
        }

        /** The samples after {@code fromMillis} (exclusive) up to {@code toMillis} (inclusive); it may have none. */
        Series read(Labels labels, long fromMillis, long toMillis) {
            int first = firstChunk;
            while (first < chunkEnd && chunks[first].lastMillis() <= fromMillis) {
                first++;
            }
            int end = first;
            int total = 0;
            while (end < chunkEnd && chunks[end].firstMillis() <= toMillis) {
                total += chunks[end].count();
                end++;
            }
            boolean head = timestamps[0] <= toMillis && lastMillis() > fromMillis;
            var times = new long[total + (head ? size : 0)];
            var vals = new double[times.length];
            int at = 0;
            for (int i = first; i < end; i++) {
                chunks[i].decode(times, vals, at);
                at += chunks[i].count();
            }
            if (head) {
                System.arraycopy(timestamps, 0, times, at, size);
                System.arraycopy(values, 0, vals, at, size);
            }
            int from = firstAfter(times, fromMillis);
            int to = firstAfter(times, toMillis);
            if (from == 0 && to == times.length) {
                return new Series(labels, times, vals);
            }
            return new Series(labels, Arrays.copyOfRange(times, from, to), Arrays.copyOfRange(vals, from, to));
        }

        private static int firstAfter(long[] times, long millis) {
            int found = Arrays.binarySearch(times, millis);
            return found >= 0 ? found + 1 : -found - 1;
        }
    }
}
