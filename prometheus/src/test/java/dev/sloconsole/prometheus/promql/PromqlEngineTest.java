package dev.sloconsole.prometheus.promql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.prometheus.promql.QueryResult.Rejected;
import dev.sloconsole.prometheus.promql.QueryResult.Rejected.Kind;
import dev.sloconsole.prometheus.series.HistogramMarker;
import dev.sloconsole.prometheus.series.Labels;
import dev.sloconsole.prometheus.series.SeriesStore;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PromqlEngineTest {

    private static final long HOUR = 3_600_000;
    private final SeriesStore store = new SeriesStore();
    private final PromqlEngine engine = new PromqlEngine();

    @BeforeEach
    void twoHundredSeriesOfAnHour() {
        for (int series = 0; series < 200; series++) {
            var labels = Labels.of("__name__", "requests_total", "path", "/" + "a".repeat(series));
            for (int i = 0; i <= 240; i++) {
                store.append(labels, i * 15_000L, i * series);
            }
        }
    }

    @Test
    void sumOfRatesOverARangeIsExact() {
        var result = engine.range("sum(rate(requests_total[5m]))", store.snapshot(), HOUR / 2, HOUR, 60_000);
        var value = (QueryResult.Value) result;
        var matrix = (PromValue.Matrix) value.value();
        assertThat(matrix.series()).hasSize(1);
        assertThat(matrix.series().get(0).size()).isEqualTo(31);
        assertThat(matrix.series().get(0).value(30)).isCloseTo(199 * 200 / 2 / 15.0, within());
        assertThat(value.warnings()).isEmpty();
        assertThat(value.infos()).isEmpty();
    }

    private static Offset<Double> within() {
        return Offset.offset(1e-9);
    }

    @Test
    void tooManyPointsAreRefused() {
        assertThat(engine.range("up", store.snapshot(), 0, 11_001_000, 1000))
                .isEqualTo(new Rejected(
                        Kind.BAD_DATA,
                        "exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query"
                                + " resolution (?step=XX)"));
        assertThat(engine.range("up", store.snapshot(), 0, 11_000_000, 1000)).isInstanceOf(QueryResult.Value.class);
    }

    @Test
    void tooManySamplesAreRefusedAndTheEngineGoesOn() {
        var small = new PromqlEngine(QueryOptions.DEFAULT.withMaxSamples(10_000));
        assertThat(small.instant("sum(rate(requests_total[1h]))", store.snapshot(), HOUR))
                .isEqualTo(new Rejected(
                        Kind.EXECUTION, "query processing would load too many samples into memory in query execution"));
        assertThat(small.instant("sum(requests_total)", store.snapshot(), HOUR)).isInstanceOf(QueryResult.Value.class);
    }

    @Test
    void queryThatTakesTooLongIsStopped() {
        var clock = new AtomicLong();
        var slow = new PromqlEngine(
                QueryOptions.DEFAULT.withTimeout(Duration.ofSeconds(2)), () -> clock.addAndGet(10_000_000));
        assertThat(slow.range("sum(requests_total)", store.snapshot(), 0, HOUR, 1000))
                .isEqualTo(new Rejected(Kind.TIMEOUT, "query timed out in expression evaluation"));
    }

    @Test
    void pathologicalRegularExpressionIsAnsweredInLinearTime() {
        var query = "count(requests_total{path=~\"/(a|a|a+)+(a*)*b\"})";
        var started = System.nanoTime();
        assertThat(engine.instant(query, store.snapshot(), HOUR)).isInstanceOf(QueryResult.Value.class);
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void invalidRegularExpressionIsRefused() {
        assertThat(engine.instant("up{a=~\"(\"}", store.snapshot(), HOUR))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.message())
                                .startsWith("1:4: parse error: error parsing regexp: missing closing )"));
    }

    @Test
    void rangeVectorCannotBeARangeQuery() {
        assertThat(engine.range("requests_total[5m]", store.snapshot(), 0, HOUR, 60_000))
                .isEqualTo(new Rejected(
                        Kind.BAD_DATA,
                        "invalid expression type \"range vector\" for range query, must be Scalar or instant Vector"));
    }

    @Test
    void nameIsDroppedAtOnceByDefaultSoThatEqualLabelsCollide() {
        store.append(Labels.of("__name__", "a", "x", "1"), HOUR, 1);
        store.append(Labels.of("__name__", "b", "x", "1"), HOUR, 2);
        assertThat(engine.instant("abs({x=\"1\"})", store.snapshot(), HOUR))
                .isEqualTo(new Rejected(Kind.EXECUTION, "vector cannot contain metrics with the same labelset"));
        assertThat(engine.instant("count by (__name__) (abs({__name__=\"a\"}))", store.snapshot(), HOUR))
                .isInstanceOfSatisfying(
                        QueryResult.Value.class,
                        value -> assertThat(((PromValue.Vector) value.value()).samples())
                                .containsExactly(new PromValue.VectorSample(Labels.EMPTY, HOUR, 1)));
    }

    @Test
    void nativeHistogramIsRefusedWhereItsContentIsNeeded() {
        store.append(Labels.of("__name__", "latency"), HOUR, HistogramMarker.VALUE);
        assertThat(engine.instant("histogram_quantile(0.9, latency)", store.snapshot(), HOUR))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.message()).contains("native histograms are not supported"));
        assertThat(engine.instant("count(latency)", store.snapshot(), HOUR)).isInstanceOf(QueryResult.Value.class);
    }
}
