package dev.sloconsole.prometheus.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.prometheus.series.Labels;
import dev.sloconsole.prometheus.series.SeriesStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IngestTest {

    private final SeriesStore store = new SeriesStore();

    @Test
    void aBatchWhoseNewSeriesDoNotFitIsRefusedAsAWhole() throws Exception {
        try (var ingest = new Ingest(store, Clock.systemUTC(), Duration.ofDays(1), new HeapLimits(1, 1, 1, 10, 1))) {
            ingest.start();
            assertThat(ingest.writeAndWait(samples(0, 8, 1_000))).isEqualTo(new Ingest.Written(8, 0, 0));
            assertThat(ingest.writeAndWait(samples(5, 11, 2_000))).isEqualTo(new Ingest.Written(0, 0, 3));
            assertThat(store.size().samples()).isEqualTo(8);
            assertThat(ingest.writeAndWait(samples(5, 10, 2_000))).isEqualTo(new Ingest.Written(5, 0, 0));
            assertThat(ingest.writeAndWait(samples(0, 10, 3_000)).appended()).isEqualTo(10);
            assertThat(ingest.samplesOutOfOrder()).isZero();
        }
    }

    @Test
    void thereIsAlwaysRoomForTheReportsOfAScrape() throws Exception {
        try (var ingest = new Ingest(store, Clock.systemUTC(), Duration.ofDays(1), new HeapLimits(1, 1, 1, 1, 1))) {
            ingest.start();
            ingest.reportAndWait(samples(0, 5, 1_000));
            assertThat(store.size().series()).isEqualTo(5);
        }
    }

    @Test
    void theLimitsFollowFromTheHeap() {
        assertThat(HeapLimits.of(96L << 20)).isEqualTo(new HeapLimits(96L << 20, 3 << 20, 25_165, 12_582, 4));
        assertThat(HeapLimits.of(16L << 30).bodyBytes()).isEqualTo(64 << 20);
        assertThat(HeapLimits.of(Long.MAX_VALUE).series()).isEqualTo(Integer.MAX_VALUE);
        assertThat(HeapLimits.of(96L << 20).tooManySeries())
                .isEqualTo("this engine's heap of 96 MB has room for 12582 series. Scrape less, or give it more memory "
                        + "(_JAVA_OPTIONS=-Xmx1g).");
    }

    private static List<Sample> samples(int from, int to, long millis) {
        return IntStream.range(from, to)
                .mapToObj(i -> new Sample(Labels.of(Labels.NAME, "m" + i), millis, i))
                .toList();
    }
}
