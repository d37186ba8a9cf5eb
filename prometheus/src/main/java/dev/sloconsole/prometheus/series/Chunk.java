package dev.sloconsole.prometheus.series;

import java.util.Arrays;

/**
 * Some consecutive samples of one series, compressed as in Facebook's Gorilla: the change of the distance between
 * timestamps, and the bits in which a value differs from the one before it. Immutable; values are kept bit for bit.
 *
 * @see <a href="https://www.vldb.org/pvldb/vol8/p1816-teller.pdf">Gorilla, section 4.1</a>
 */
final class Chunk {

    /** How many samples a chunk takes. */
    static final int SAMPLES = 120;

    private final long[] words;
    private final int count;
    private final long firstMillis;
    private final long lastMillis;

    private Chunk(long[] words, int count, long firstMillis, long lastMillis) {
        this.words = words;
        this.count = count;
        this.firstMillis = firstMillis;
        this.lastMillis = lastMillis;
    }

    static Chunk of(long[] timestamps, double[] values, int count) {
        var bits = new BitWriter();
        long previousTime = timestamps[0];
        long previousDelta = 0;
        long previousBits = Double.doubleToRawLongBits(values[0]);
        int leading = -1;
        int trailing = 0;
        bits.write(previousBits, 64);
        for (int i = 1; i < count; i++) {
            long delta = timestamps[i] - previousTime;
            writeTime(bits, delta - previousDelta);
            previousDelta = delta;
            previousTime = timestamps[i];

            long valueBits = Double.doubleToRawLongBits(values[i]);
            long xor = valueBits ^ previousBits;
            previousBits = valueBits;
            if (xor == 0) {
                bits.write(0, 1);
                continue;
            }
            int newLeading = Math.min(31, Long.numberOfLeadingZeros(xor));
            int newTrailing = Long.numberOfTrailingZeros(xor);
            if (leading >= 0 && newLeading >= leading && newTrailing >= trailing) {
                bits.write(0b10, 2);
                bits.write(xor >>> trailing, 64 - leading - trailing);
            } else {
                leading = newLeading;
                trailing = newTrailing;
                int significant = 64 - leading - trailing;
                bits.write(0b11, 2);
                bits.write(leading, 5);
                bits.write(significant - 1L, 6);
                bits.write(xor >>> trailing, significant);
            }
        }
        return new Chunk(bits.words(), count, timestamps[0], timestamps[count - 1]);
    }

    private static void writeTime(BitWriter bits, long change) {
        if (change == 0) {
            bits.write(0, 1);
        } else if (fits(change, 14)) {
            bits.write(0b10, 2);
            bits.write(change, 14);
        } else if (fits(change, 20)) {
            bits.write(0b110, 3);
            bits.write(change, 20);
        } else {
            bits.write(0b111, 3);
            bits.write(change, 64);
        }
    }

    private static boolean fits(long value, int bits) {
        return value >= -(1L << (bits - 1)) && value < 1L << (bits - 1);
    }

    int count() {
        return count;
    }

    long firstMillis() {
        return firstMillis;
    }

    long lastMillis() {
        return lastMillis;
    }

    /** The size of the compressed samples in bytes. */
    int bytes() {
        return words.length * Long.BYTES;
    }

    /** Writes all samples into both arrays, from an index on. */
    void decode(long[] timestamps, double[] values, int offset) {
        var bits = new BitReader(words);
        long time = firstMillis;
        long delta = 0;
        long valueBits = bits.read(64);
        int trailing = 0;
        int significant = 0;
        timestamps[offset] = time;
        values[offset] = Double.longBitsToDouble(valueBits);
        for (int i = 1; i < count; i++) {
            delta += readTime(bits);
            time += delta;
            if (bits.read(1) == 1) {
                if (bits.read(1) == 1) {
                    int leading = (int) bits.read(5);
                    significant = (int) bits.read(6) + 1;
                    trailing = 64 - leading - significant;
                }
                valueBits ^= bits.read(significant) << trailing;
            }
            timestamps[offset + i] = time;
            values[offset + i] = Double.longBitsToDouble(valueBits);
        }
    }

    private static long readTime(BitReader bits) {
        if (bits.read(1) == 0) {
            return 0;
        }
        if (bits.read(1) == 0) {
            return signed(bits.read(14), 14);
        }
        return bits.read(1) == 0 ? signed(bits.read(20), 20) : bits.read(64);
    }

    private static long signed(long value, int bits) {
        return value << (64 - bits) >> (64 - bits);
    }

    /** Bits appended from the highest of each word to the lowest. */
    private static final class BitWriter {
        private long[] words = new long[32];
        private int position;

        void write(long value, int count) {
            if (position + count > words.length * 64) {
                words = Arrays.copyOf(words, words.length * 2);
            }
            long masked = count == 64 ? value : value & ((1L << count) - 1);
            int free = 64 - (position & 63);
            int word = position >>> 6;
            if (count <= free) {
                words[word] |= masked << (free - count);
            } else {
                words[word] |= masked >>> (count - free);
                words[word + 1] = masked << (64 - (count - free));
            }
            position += count;
        }

        long[] words() {
            return Arrays.copyOf(words, (position + 63) >>> 6);
        }
    }

    private static final class BitReader {
        private final long[] words;
        private int position;

        BitReader(long[] words) {
            this.words = words;
        }

        long read(int count) {
            int used = position & 63;
            int word = position >>> 6;
            position += count;
            long result = words[word] << used;
            if (used + count > 64) {
                result |= words[word + 1] >>> (64 - used);
            }
            return result >>> (64 - count);
        }
    }
}
