package dev.sloconsole.prometheus.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sloconsole.prometheus.series.Labels;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.core.metrics.Summary;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpositionParserTest {

    private static final Map<String, Double> LIBRARY_SAMPLES = Map.ofEntries(
            Map.entry("http_requests_total{http_status=\"200\"}", 41.0),
            Map.entry("http_requests_total{http_status=\"5\\\"0\\\\0\\n\"}", 1.5),
            Map.entry("temperature_celsius", -3.25),
            Map.entry("limit_bytes", Double.POSITIVE_INFINITY),
            Map.entry("latency_seconds_bucket{le=\"0.1\"}", 1.0),
            Map.entry("latency_seconds_bucket{le=\"1.0\"}", 2.0),
            Map.entry("latency_seconds_bucket{le=\"+Inf\"}", 3.0),
            Map.entry("latency_seconds_count", 3.0),
            Map.entry("latency_seconds_sum", 7.55),
            Map.entry("size_bytes_count", 1.0),
            Map.entry("size_bytes_sum", 10.0),
            Map.entry("app_task_info{task=\"t-1\"}", 1.0));

    @Test
    void theClientLibrarysTextFormatIsReadCompletely() throws Exception {
        var out = new ByteArrayOutputStream();
        PrometheusTextFormatWriter.create().write(out, library().scrape());
        assertThat(samples(out.toString(StandardCharsets.UTF_8), ExpositionFormat.TEXT))
                .containsExactlyInAnyOrderEntriesOf(LIBRARY_SAMPLES);
    }

    @Test
    void theClientLibrarysOpenMetricsIsReadCompletely() throws Exception {
        var out = new ByteArrayOutputStream();
        OpenMetricsTextFormatWriter.create().write(out, library().scrape());
        assertThat(out.toString(StandardCharsets.UTF_8)).endsWith("# EOF\n");
        assertThat(samples(out.toString(StandardCharsets.UTF_8), ExpositionFormat.OPEN_METRICS))
                .containsExactlyInAnyOrderEntriesOf(LIBRARY_SAMPLES);
    }

    private static PrometheusRegistry library() {
        var registry = new PrometheusRegistry();
        var requests = Counter.builder()
                .name("http_requests_total")
                .help("Requests \\ so far.\nAll.")
                .labelNames("http_status")
                .register(registry);
        requests.labelValues("200").inc(41);
        requests.labelValues("5\"0\\0\n").inc(1.5);
        Gauge.builder().name("temperature_celsius").register(registry).set(-3.25);
        Gauge.builder().name("limit_bytes").register(registry).set(Double.POSITIVE_INFINITY);
        var latency = Histogram.builder()
                .name("latency_seconds")
                .classicOnly()
                .classicUpperBounds(0.1, 1)
                .register(registry);
        latency.observe(0.05);
        latency.observe(0.5);
        latency.observe(7);
        Summary.builder().name("size_bytes").register(registry).observe(10);
        Info.builder()
                .name("app_task_info")
                .labelNames("task")
                .register(registry)
                .addLabelValues("t-1");
        return registry;
    }

    @Test
    void timestampsAreMillisecondsInTextAndSecondsInOpenMetrics() throws Exception {
        assertThat(timestamps("a 1 1395066363000\nb 2\n", ExpositionFormat.TEXT))
                .containsExactly(1_395_066_363_000L, ExpositionParser.NO_TIMESTAMP);
        assertThat(timestamps("a 1 1395066363.5\n# EOF\n", ExpositionFormat.OPEN_METRICS))
                .containsExactly(1_395_066_363_500L);
    }

    @Test
    void blanksCommentsEmptyLinesAndALastLineWithoutAnEndAreFineInText() throws Exception {
        assertThat(samples(
                        "# just a comment\n# HELP\n\n  a { x = \"1\" , y=\"2\", } \t 3\n\tb\t4e-2\nc NaN",
                        ExpositionFormat.TEXT))
                .containsEntry("a{x=\"1\", y=\"2\"}", 3.0)
                .containsEntry("b", 0.04)
                .containsEntry("c", Double.NaN);
    }

    @Test
    void commasBetweenLabelsMayBeMissingInTextOnly() throws Exception {
        for (String line : List.of(
                "a{x=\"1\" y=\"2\"} 3", "a{x=\"1\"y=\"2\"} 3", "a{x=\"1\"y=\"2\",} 3", "{\"a\",x=\"1\"y=\"2\"} 3")) {
            assertThat(samples(line + "\n", ExpositionFormat.TEXT)).as(line).containsEntry("a{x=\"1\", y=\"2\"}", 3.0);
            assertThatThrownBy(() -> samples(line + "\n# EOF\n", ExpositionFormat.OPEN_METRICS))
                    .as(line)
                    .isInstanceOf(MalformedExposition.class);
        }
    }

    @Test
    void aUnitThatTheNameDoesNotEndWithIsRefused() throws Exception {
        for (String wrong : List.of(
                "# UNIT a seconds", "# UNIT a_bytes seconds", "# UNIT aseconds seconds", "# UNIT seconds seconds")) {
            assertThatThrownBy(() -> samples(wrong + "\n# EOF\n", ExpositionFormat.OPEN_METRICS))
                    .as(wrong)
                    .isInstanceOf(MalformedExposition.class)
                    .hasMessageContaining("not a suffix of metric");
        }
        assertThat(samples("# UNIT a_seconds seconds\n# UNIT b \na_seconds 1\n# EOF\n", ExpositionFormat.OPEN_METRICS))
                .hasSize(1);
        assertThat(samples("# UNIT a seconds\na 1\n", ExpositionFormat.TEXT)).hasSize(1);
    }

    @Test
    void aCommaMayStandBehindTheLastLabel() throws Exception {
        assertThat(samples("a{x=\"1\",} 3\n{\"b\",} 4\n# EOF\n", ExpositionFormat.OPEN_METRICS))
                .containsOnlyKeys("a{x=\"1\"}", "b");
    }

    @Test
    void aLabelsValueMayHoldALineBreakInText() throws Exception {
        assertThat(samples("a{x=\"p\nq\"} 1\nb 2\n", ExpositionFormat.TEXT))
                .containsEntry("a{x=\"p\\nq\"}", 1.0)
                .containsEntry("b", 2.0);
        assertThatThrownBy(() -> samples("a{x=\"p\nq\"} 1\nb\n", ExpositionFormat.TEXT))
                .hasMessageStartingWith("line 3: ");
    }

    @Test
    void aHashWithoutABlankBehindItBeginsACommentLikeAnyOther() throws Exception {
        assertThat(metadata("#TYPE a counter\n#HELP a text\n# HELP\n# HELPx a b\n"))
                .isEmpty();
        assertThat(metadata("#\tTYPE\ta\tgauge\n# HELP a-b  c \n")).containsExactly("TYPE a gauge", "HELP a b  c ");
    }

    @Test
    void exemplarsAreSkipped() throws Exception {
        assertThat(samples("""
                # TYPE a counter
                a_total{x="}"} 3 # {trace_id="ab # c"} 0.67 1395066363.1
                # EOF
                """, ExpositionFormat.OPEN_METRICS)).containsEntry("a_total{x=\"}\"}", 3.0);
    }

    @Test
    void namesOfAnyLettersAreReadInQuotes() throws Exception {
        assertThat(Labels.of(SeriesText.parse("{\"my.metric\",\"a b\"=\"c\"}")))
                .isEqualTo(Labels.of(Labels.NAME, "my.metric", "a b", "c"));
    }

    @Test
    void theTypeAndHelpOfAFamilyAreHandedOn() throws Exception {
        assertThat(metadata("# HELP a One\\nTwo \\\\ three\n# TYPE a counter\na 1\n"))
                .containsExactly("HELP a One\nTwo \\ three", "TYPE a counter");
    }

    private static List<String> metadata(String body) throws MalformedExposition {
        var metadata = new ArrayList<String>();
        ExpositionParser.parse(body, ExpositionFormat.TEXT, new ExpositionParser.Sink() {
            @Override
            public void sample(String series, long timestampMillis, double value) {}

            @Override
            public void metadata(String kind, String family, String text) {
                metadata.add(kind + " " + family + " " + text);
            }
        });
        return metadata;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a{",
                "a{x",
                "a{x=",
                "a{x=\"",
                "a{x=\"1\"",
                "a{x=\"1\"}",
                "a{x=\"1\",x=\"2\"} 1",
                "{x=\"1\"} 1",
                "1a 1",
                "a 1d",
                "a 0x",
                "a one",
                "a 1 2 3",
                "a 1 now",
                "a{1=\"x\"} 1",
                "a{x='1'} 1",
                "a{,} 1 2 3",
                "{} 1",
                "<html><body>",
                "# TYPE a nonsense",
                "# TYPE a unknown",
                "# TYPE a  gauge",
                "# TYPE a gauge ",
                "# TYPE a gauge\r",
                "# TYPE 9a gauge",
                "# TYPE a-b gauge",
                "# HELP ",
                "# HELP 9a text",
                "a 1\r",
                "a 1 -5",
                "a{x=\"1\"}} 1",
                "=",
                "\u0000",
                "a 99999999999999999999 x"
            })
    void aMalformedLineIsRefusedWithItsNumber(String line) {
        assertThatThrownBy(() -> samples("ok 1\n" + line + "\n", ExpositionFormat.TEXT))
                .isInstanceOf(MalformedExposition.class)
                .hasMessageStartingWith("line 2: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a 1\n",
                "a 1\n# EOF\nb 2\n",
                "\n# EOF\n",
                "# hello\n# EOF\n",
                "a 1 # x\n# EOF\n",
                "",
                "a  1\n# EOF\n",
                "a 1 \n# EOF\n",
                " a 1\n# EOF\n",
                "a 1\r\n# EOF\n",
                "#TYPE a counter\n# EOF\n",
                "# TYPE a untyped\n# EOF\n",
                "# TYPE  a gauge\n# EOF\n",
                "# TYPE a gauge \n# EOF\n",
                "# HELP a\n# EOF\n",
                "a{ x=\"1\"} 1\n# EOF\n",
                "a {x=\"1\"} 1\n# EOF\n",
                "a 1 #{x=\"1\"} 2\n# EOF\n",
                "a 1\n# EOF \n",
                "a 1 NaN\n# EOF\n",
                "a 1 # {x=\"1\"}\n# EOF\n",
                "a 1 # {x=\"1\" } 2\n# EOF\n",
                "a 1 # { x=\"1\"} 2\n# EOF\n",
                "a 1 # {x=\"1\"}2\n# EOF\n",
                "a 1 # {x=1} 2\n# EOF\n",
                "a 1 # {\"x\"} 2\n# EOF\n",
                "a 1 # {x=\"1\"} 2 NaN\n# EOF\n",
                "a 1 # {x=\"1\"} 2 3 4\n# EOF\n",
                "a{x=\"1\"}1\n# EOF\n",
                "a{x=\"p\nq\"} 1\n# EOF\n",
                "# TYPE 9a gauge\n# EOF\n",
                "# TYPE a-b gauge\n# EOF\n",
                "a\t1\n# EOF\n"
            })
    void openMetricsThatIsCutOrLooseIsRefused(String body) {
        assertThatThrownBy(() -> samples(body, ExpositionFormat.OPEN_METRICS)).isInstanceOf(MalformedExposition.class);
    }

    @Test
    void noDamageToAGoodBodyDoesMoreThanRefuseIt() throws IOException {
        var out = new ByteArrayOutputStream();
        OpenMetricsTextFormatWriter.create().write(out, library().scrape());
        String good = out.toString(StandardCharsets.UTF_8);
        var random = new Random(42);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            var damaged = new StringBuilder(good);
            for (int n = random.nextInt(4); n >= 0; n--) {
                damaged.setCharAt(
                        random.nextInt(damaged.length()), "{}\"\\ #\n=,\t0aé\u0000".charAt(random.nextInt(14)));
            }
            try {
                samples(
                        damaged.toString(),
                        random.nextBoolean() ? ExpositionFormat.TEXT : ExpositionFormat.OPEN_METRICS);
            } catch (MalformedExposition e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(1_000, 19_999);
    }

    private static Map<String, Double> samples(String body, ExpositionFormat format) throws MalformedExposition {
        Map<String, Double> samples = new LinkedHashMap<>();
        ExpositionParser.parse(
                body,
                format,
                (series, timestamp, value) ->
                        samples.put(Labels.of(SeriesText.parse(series)).toString(), value));
        return samples;
    }

    private static List<Long> timestamps(String body, ExpositionFormat format) throws MalformedExposition {
        var timestamps = new ArrayList<Long>();
        ExpositionParser.parse(body, format, (series, timestamp, value) -> timestamps.add(timestamp));
        return timestamps;
    }
}
