package dev.sloconsole.prometheus.promql.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.prometheus.promql.PromqlEngine;
import dev.sloconsole.prometheus.promql.QueryOptions;
import dev.sloconsole.prometheus.promql.QueryResult;
import dev.sloconsole.prometheus.promql.QueryResult.Value;
import dev.sloconsole.prometheus.series.Labels;
import dev.sloconsole.prometheus.series.SeriesStore;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Range queries that go part by part of their time answer as those that do not. */
class TimePartsTest {

    private static final long SEED = Long.getLong("promql.fuzz.seed", 20_261_126);
    private static final int COUNT = Integer.getInteger("promql.fuzz.count", 400);
    private static final long STEP = 30_000;

    private final SeriesStore store = new SeriesStore();
    private final PromqlEngine whole = new PromqlEngine();

    @Test
    void randomExpressionsHaveTheSameAnswersInParts() {
        SharedSamples.make(SEED)
                .forEach(sample -> store.append(sample.labels(), sample.timestampMillis(), sample.value()));
        var random = new Random(SEED);
        var expressions = new RandomExpressions(random);
        for (int i = 0; i < COUNT; i++) {
            var query = expressions.next();
            var parts = new PromqlEngine(QueryOptions.DEFAULT.withSamplesAtOnce(1 + random.nextInt(1_000)));
            assertThat(text(range(parts, query))).as(query).isEqualTo(text(range(whole, query)));
        }
    }

    @Test
    void seriesThatBecomeTheSameAreRefusedEvenInDifferentParts() {
        for (int i = 0; i < 20; i++) {
            store.append(Labels.of(Labels.NAME, i < 10 ? "a" : "b"), SharedSamples.START + i * 15_000L, i);
        }
        var parts = new PromqlEngine(QueryOptions.DEFAULT.withSamplesAtOnce(4));
        var query = "rate({__name__=~\"a|b\"}[30s])";
        assertThat(range(parts, query)).isEqualTo(range(whole, query)).isInstanceOf(QueryResult.Rejected.class);
    }

    @Test
    void aLongRangeOfManySeriesNeedsNoMoreThanItsParts() {
        for (int series = 0; series < 200; series++) {
            var labels = Labels.of(Labels.NAME, "m", "i", Integer.toString(series));
            IntStream.range(0, 1_000).forEach(i -> store.append(labels, SharedSamples.START + i * 2_400L, i));
        }
        var small = QueryOptions.DEFAULT.withMaxSamples(50_000);
        assertThat(range(new PromqlEngine(small), "sum(rate(m[1m]))")).isInstanceOf(QueryResult.Rejected.class);
        assertThat(text(range(new PromqlEngine(small.withSamplesAtOnce(10_000)), "sum(rate(m[1m]))")))
                .isEqualTo(text(range(whole, "sum(rate(m[1m]))")));
    }

    private QueryResult range(PromqlEngine engine, String query) {
        return engine.range(query, store.snapshot(), SharedSamples.START, SharedSamples.END, STEP);
    }

    private static String text(QueryResult result) {
        return result instanceof Value value
                ? value.value() + " " + value.warnings() + " " + value.infos()
                : result.toString();
    }
}
