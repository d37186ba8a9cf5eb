package dev.sloconsole.prometheus.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sloconsole.prometheus.promql.QueryResult.Rejected;
import dev.sloconsole.prometheus.promql.QueryResult.Rejected.Kind;
import dev.sloconsole.prometheus.series.Labels;
import dev.sloconsole.prometheus.series.SeriesStore;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries that would eat the machine, each ended with Prometheus's words. */
@Timeout(60)
class QueryLimitsTest {

    private static final long HOUR = 3_600_000;
    private static final Rejected TOO_MANY =
            new Rejected(Kind.EXECUTION, "query processing would load too many samples into memory in query execution");

    private final SeriesStore store = new SeriesStore();
    private final PromqlEngine engine = new PromqlEngine();

    @BeforeEach
    void hundredSeriesOfAnHour() {
        for (int series = 0; series < 100; series++) {
            var labels = Labels.of("__name__", "m", "i", Integer.toString(series), "g", Integer.toString(series % 2));
            for (int i = 0; i < 720; i++) {
                store.append(labels, i * 5_000L, i + series / 1000.0);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sum_over_time(m[1h])",
                "max_over_time(m[1h:1s])",
                "count_values(\"v\", m) or sum_over_time(max_over_time(m[10m:1s])[50m:5s])",
                "sum(m * on (i) group_left () m offset 5m) or max_over_time((m + 1)[55m:5s])",
                "max_over_time(vector(1)[1y:1ms])",
                "m[1h]",
            })
    void queryThatWouldHoldTooManySamplesIsStopped(String query) {
        var small = new PromqlEngine(QueryOptions.DEFAULT.withMaxSamples(20_000));
        assertThat(small.instant(query, store.snapshot(), HOUR)).isEqualTo(TOO_MANY);
        assertThat(small.instant("count(m)", store.snapshot(), HOUR)).isInstanceOf(QueryResult.Value.class);
    }

    @Test
    void resultOfARangeQueryCountsAsWell() {
        var small = new PromqlEngine(QueryOptions.DEFAULT.withMaxSamples(80_000));
        assertThat(small.range("m * 2", store.snapshot(), 0, HOUR, 1_000)).isEqualTo(TOO_MANY);
    }

    @Test
    void clockStopsASubqueryOverNothing() {
        var soon = new PromqlEngine(QueryOptions.DEFAULT.withTimeout(Duration.ofMillis(50)));
        assertThat(soon.instant("count_over_time(nothing[100y:1ms])", store.snapshot(), HOUR))
                .isEqualTo(new Rejected(Kind.TIMEOUT, "query timed out in expression evaluation"));
    }

    @Test
    void queryEndsWhenItsThreadIsInterrupted() throws InterruptedException {
        var outcome = new AtomicReference<QueryResult>();
        var thread = Thread.ofPlatform()
                .start(() -> outcome.set(engine.instant("count_over_time(nothing[100y:1ms])", store.snapshot(), HOUR)));
        thread.interrupt();
        assertThat(thread.join(Duration.ofSeconds(30))).isTrue();
        assertThat(outcome.get())
                .isEqualTo(new Rejected(Kind.EXECUTION, "query was canceled in expression evaluation"));
    }

    @Test
    void regularExpressionThatWouldExplodeElsewhereIsMatchedInLinearTime() {
        var labels = Labels.of("__name__", "path", "p", "a".repeat(10_000));
        store.append(labels, HOUR, 1);
        for (var query : new String[] {
            "path{p=~\"(a*)*b\"}", "path{p=~\"(a|aa)+$b\"}", "label_replace(path, \"x\", \"$1\", \"p\", \"(a+)+b\")"
        }) {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(engine.instant(query, store.snapshot(), HOUR))
                            .isInstanceOf(QueryResult.Value.class));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"up{a=~\"a{1001}\"}", "up{a=~\"((a{100}){100}){100}\"}"})
    void regularExpressionThatWouldGrowTooLargeIsRefused(String query) {
        assertThat(engine.instant(query, store.snapshot(), HOUR))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected ->
                                assertThat(rejected.message()).startsWith("1:4: parse error: error parsing regexp: "));
    }

    @ParameterizedTest
    @CsvSource({"(, )", "-, ''", "abs(, )", "'sum(', ')'", "'1+(', ')'", "'m[1m:1m] + (', ')'", "2^, ''"})
    void expressionNestedTooDeeplyIsAParseErrorWithItsPlace(String opening, String closing) {
        var query = opening.repeat(20_000) + "m" + closing.repeat(20_000);
        assertThat(engine.instant(query, store.snapshot(), HOUR))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.message()).contains(": parse error: "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "m offset 290y",
                "m offset -290y",
                "m @ 9e15",
                "m @ -9e15",
                "count_over_time(m[290y])",
                "m @ 9e15 offset -290y",
                "count_over_time(m[1h] @ -9e15 offset 290y)",
                "count_over_time(m[1m:290y])"
            })
    void momentsAndRangesFarOutAreAnsweredWithWhatIsThere(String query) {
        assertThat(engine.instant(query, store.snapshot(), HOUR)).isInstanceOf(QueryResult.Value.class);
        assertThat(engine.range(query, store.snapshot(), 0, HOUR, HOUR)).isInstanceOf(QueryResult.Value.class);
    }

    @Test
    void momentsOfARangeQueryMayBeTheLastThatThereAre() {
        long end = Long.MAX_VALUE / 1_000_000;
        assertThat(engine.range("m", store.snapshot(), end - HOUR, end, 60_000)).isInstanceOf(QueryResult.Value.class);
        assertThat(engine.instant("max_over_time(m[1h:1m])", store.snapshot(), end))
                .isInstanceOf(QueryResult.Value.class);
    }
}
