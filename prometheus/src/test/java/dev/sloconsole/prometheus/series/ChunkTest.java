package dev.sloconsole.prometheus.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChunkTest {

    @Test
    void everySampleComesBackBitForBit() {
        var random = new Random(7);
        for (int round = 0; round < 500; round++) {
            int count = 1 + random.nextInt(Chunk.SAMPLES);
            var timestamps = new long[count];
            var values = new double[count];
            long time = random.nextLong() >> 20;
            double value = random.nextDouble() * 1000;
            for (int i = 0; i < count; i++) {
                timestamps[i] = time;
                values[i] = value;
                boolean gap = random.nextInt(10) == 0;
                time += 1 + (gap ? Math.abs(random.nextLong() >> 24) : 5000 + random.nextInt(round + 1));
                value = switch (random.nextInt(6)) {
                    case 0 -> value;
                    case 1 -> value + random.nextInt(100);
                    case 2 -> Double.longBitsToDouble(random.nextLong());
                    case 3 -> StaleMarker.VALUE;
                    case 4 -> -value;
                    default -> random.nextInt(3);
                };
            }
            var chunk = Chunk.of(timestamps, values, count);
            var readTimestamps = new long[count + 1];
            var readValues = new double[count + 1];
            chunk.decode(readTimestamps, readValues, 1);
            assertThat(Arrays.copyOfRange(readTimestamps, 1, count + 1)).isEqualTo(timestamps);
            assertThat(bits(Arrays.copyOfRange(readValues, 1, count + 1))).isEqualTo(bits(values));
            assertThat(chunk.count()).isEqualTo(count);
            assertThat(chunk.firstMillis()).isEqualTo(timestamps[0]);
            assertThat(chunk.lastMillis()).isEqualTo(timestamps[count - 1]);
        }
    }

    private static long[] bits(double[] values) {
        return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
    }

    @Test
    void counterThatGrowsSteadilyTakesLessThanThreeBytesASample() {
        var timestamps = new long[Chunk.SAMPLES];
        var values = new double[Chunk.SAMPLES];
        for (int i = 0; i < Chunk.SAMPLES; i++) {
            timestamps[i] = 1_700_000_000_000L + i * 5000L;
            values[i] = 1000 + i * 20;
        }
        assertThat(Chunk.of(timestamps, values, Chunk.SAMPLES).bytes()).isLessThan(3 * Chunk.SAMPLES);
    }
}
