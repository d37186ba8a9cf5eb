package dev.sloconsole.prometheus.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class SeriesStoreTest {

    private static final Labels UP = Labels.of("__name__", "up", "job", "app");
    private static final Labels DOWN = Labels.of("__name__", "up", "job", "web");
    private final SeriesStore store = new SeriesStore();

    @Test
    void whatWasAppendedIsSelectedBehindTheStartAndUpToTheEnd() {
        for (int i = 0; i <= 1000; i++) {
            assertThat(store.append(UP, i * 10L, i)).isTrue();
        }
        var series = select(equal("__name__", "up"), 20, 5000).get(0);
        assertThat(series.labels()).isEqualTo(UP);
        assertThat(series.size()).isEqualTo(498);
        assertThat(series.timestamp(0)).isEqualTo(30);
        assertThat(series.value(0)).isEqualTo(3);
        assertThat(series.timestamp(497)).isEqualTo(5000);
    }

    @Test
    void olderSampleAndAnotherValueAtTheSameTimeAreNotStored() {
        store.append(UP, 100, 1);
        assertThat(store.append(UP, 99, 2)).isFalse();
        assertThat(store.append(UP, 100, 2)).isFalse();
        assertThat(store.append(UP, 100, 1)).isTrue();
        var series = select(equal("job", "app"), 0, 1000).get(0);
        assertThat(series.size()).isEqualTo(1);
        assertThat(series.value(0)).isEqualTo(1);
    }

    @Test
    void laterAppendsDoNotShowInASnapshot() {
        for (int i = 0; i < 130; i++) {
            store.append(UP, i, i);
        }
        var snapshot = store.snapshot();
        for (int i = 130; i < 400; i++) {
            store.append(UP, i, i);
            store.append(DOWN, i, i);
        }
        store.forgetBefore(390);
        var selected = snapshot.select(List.of(equal("__name__", "up")), -1, 1000);
        assertThat(selected).hasSize(1);
        assertThat(selected.get(0).size()).isEqualTo(130);
        assertThat(selected.get(0).timestamp(0)).isZero();
    }

    @Test
    void staleMarkerKeepsItsBits() {
        for (int i = 0; i < 300; i++) {
            store.append(UP, i, StaleMarker.VALUE);
        }
        var series = select(equal("__name__", "up"), -1, 1000).get(0);
        for (int i = 0; i < 300; i++) {
            assertThat(StaleMarker.isStale(series.value(i))).isTrue();
        }
    }

    @Test
    void seriesAreFoundByAnyMatcherAndSortedByLabels() {
        store.append(DOWN, 1, 1);
        store.append(UP, 1, 1);
        store.append(Labels.of("__name__", "other"), 1, 1);
        assertThat(labels(equal("__name__", "up"))).containsExactly(UP, DOWN);
        assertThat(labels(LabelMatcher.regex("job", "a.p|x"))).containsExactly(UP);
        assertThat(labels(LabelMatcher.notRegex("job", "a.*"), equal("__name__", "up")))
                .containsExactly(DOWN);
        assertThat(labels(new LabelMatcher.NotEqual("job", "web"), equal("__name__", "up")))
                .containsExactly(UP);
        assertThat(labels(equal("job", ""))).containsExactly(Labels.of("__name__", "other"));
        assertThat(labels(equal("job", "nobody"))).isEmpty();
        assertThat(store.snapshot().labels(List.of(equal("job", "web")), 0, 10)).containsExactly(DOWN);
        assertThat(store.snapshot().labels(List.of(equal("job", "web")), 1, 10)).isEmpty();
    }

    @Test
    void forgottenSamplesAreGoneAndSoAreSeriesWithNoneLeft() {
        for (int i = 0; i < 500; i++) {
            store.append(UP, i, i);
        }
        store.append(DOWN, 10, 1);
        store.forgetBefore(250);
        assertThat(labels(equal("__name__", "up"))).containsExactly(UP);
        var series = select(equal("__name__", "up"), -1, 1000).get(0);
        assertThat(series.timestamp(0)).isEqualTo(250);
        assertThat(series.size()).isEqualTo(250);
        assertThat(store.size().series()).isEqualTo(1);
        assertThat(store.size().samples()).isLessThan(500);
        store.append(DOWN, 600, 1);
        assertThat(labels(equal("__name__", "up"))).containsExactly(UP, DOWN);
    }

    @Test
    void readersSeeWholePrefixesWhileOneThreadAppends() throws InterruptedException {
        var done = new AtomicBoolean();
        var wrong = new ConcurrentLinkedQueue<String>();
        var readers = new ArrayList<Thread>();
        for (int r = 0; r < 2; r++) {
            readers.add(Thread.startVirtualThread(() -> {
                while (!done.get()) {
                    for (var series : select(equal("__name__", "up"), -1, Long.MAX_VALUE)) {
                        for (int i = 0; i < series.size(); i++) {
                            if (series.timestamp(i) != i || series.value(i) != i) {
                                wrong.add(series.labels() + " at " + i + ": " + series.value(i));
                            }
                        }
                    }
                }
            }));
        }
        for (int i = 0; i < 5000; i++) {
            store.append(UP, i, i);
            int round = i / 50;
            store.append(Labels.of("__name__", "up", "job", "j" + i % 50), round, round);
        }
        done.set(true);
        for (var reader : readers) {
            reader.join();
        }
        assertThat(wrong).isEmpty();
    }

    private static LabelMatcher equal(String name, String value) {
        return new LabelMatcher.Equal(name, value);
    }

    private List<Series> select(LabelMatcher matcher, long from, long to) {
        return store.snapshot().select(List.of(matcher), from, to);
    }

    private List<Labels> labels(LabelMatcher... matchers) {
        return store.snapshot().select(List.of(matchers), Long.MIN_VALUE, Long.MAX_VALUE).stream()
                .map(Series::labels)
                .toList();
    }

    @Test
    void anEightHourClassOfAThousandSeriesTakesLessThanTwoHundredMegabytes() {
        var store = new SeriesStore();
        var random = new java.util.Random(8);
        var labels = new Labels[1_000];
        var counters = new double[labels.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = Labels.of(Labels.NAME, "m" + i % 40, "instance", "10.42.0.7:5000", "i", String.valueOf(i));
        }
        // Counters, gauges with any digits, and series that never change, as an application has them.
        for (int scrape = 0; scrape < 8 * 3_600 / 5; scrape++) {
            for (int i = 0; i < labels.length; i++) {
                double value = switch (i % 4) {
                    case 0 -> random.nextDouble();
                    case 1 -> 7;
                    default -> counters[i] += random.nextInt(200);
                };
                store.append(labels[i], 1_700_000_000_000L + scrape * 5_000L + random.nextInt(5), value);
            }
        }
        assertThat(store.size().samples()).isEqualTo(5_760_000);
        assertThat(store.size().bytes()).isBetween(5_760_000L, 80_000_000L);
    }
}
