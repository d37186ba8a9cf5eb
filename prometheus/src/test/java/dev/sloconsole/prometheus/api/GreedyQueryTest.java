package dev.sloconsole.prometheus.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.prometheus.TestEngine;
import dev.sloconsole.prometheus.ingest.Sample;
import dev.sloconsole.prometheus.promql.QueryOptions;
import dev.sloconsole.prometheus.remote.WriteRequest;
import dev.sloconsole.prometheus.series.Labels;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Queries that would eat the machine, over HTTP: each gets Prometheus's error, and the engine goes on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GreedyQueryTest {

    private static final int SERIES = 400;
    private static final int STEPS = 60;
    private static final long START = (System.currentTimeMillis() / 1_000 - 600) * 1_000;
    private static final String RANGE = "&start=" + START / 1_000 + "&end=" + (START / 1_000 + 600);

    private final TestEngine engine;

    GreedyQueryTest(@TempDir Path folder) throws Exception {
        engine = new TestEngine(
                folder,
                "global: {}\n",
                QueryOptions.DEFAULT.withMaxSamples(100_000).withTimeout(Duration.ofSeconds(30)));
    }

    @BeforeAll
    void fill() throws Exception {
        for (int step = 0; step < STEPS; step++) {
            var samples = new ArrayList<Sample>();
            for (int i = 0; i < SERIES; i++) {
                samples.add(new Sample(
                        Labels.of(Labels.NAME, "m", "i", "a".repeat(200) + i), START + step * 10_000L, step));
            }
            assertThat(engine.post("/api/v1/write", "application/x-protobuf", WriteRequest.encode(samples))
                            .statusCode())
                    .isEqualTo(204);
        }
    }

    @AfterAll
    void close() {
        engine.close();
    }

    private void assertGoesOn() throws Exception {
        assertThat(engine.get("/api/v1/query?query=1%2B1&time=1").body()).contains("[1,\"2\"]");
        assertThat(engine.value("count(m)")).contains(String.valueOf(SERIES));
    }

    @Test
    void tooManySamplesAreRefused() throws Exception {
        var answer = engine.get("/api/v1/query_range?step=0.06&query=" + TestEngine.encode("rate(m[10m])") + RANGE);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .isEqualTo("{\"status\":\"error\",\"errorType\":\"execution\",\"error\":"
                        + "\"query processing would load too many samples into memory in query execution\"}");
        assertGoesOn();
    }

    @Test
    void aQueryWithoutEndIsStoppedInTime() throws Exception {
        String query = "sum(sum_over_time(sum_over_time(vector(1)[9m:1ms])[9m:1ms]))";
        var answer = engine.get("/api/v1/query?timeout=200ms&query=" + TestEngine.encode(query));
        assertThat(answer.body()).containsAnyOf("query timed out in", "query processing would load too many samples");
        assertThat(answer.statusCode()).isIn(422, 503);
        assertGoesOn();
    }

    @Test
    void aQueryThatAsksForTooMuchTimeIsStoppedByItsTimeout() throws Exception {
        String query = "sum(rate(m[10m]) * on(i) group_left() rate(m[9m]))";
        var answer = engine.get("/api/v1/query_range?step=0.1&timeout=1ms&query=" + TestEngine.encode(query) + RANGE);
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("\"errorType\":\"timeout\"").contains("query timed out in");
        assertGoesOn();
    }

    @Test
    void tooManyPointsAreRefused() throws Exception {
        var answer = engine.get("/api/v1/query_range?query=m&start=0&end=11001&step=1");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("exceeded maximum resolution of 11,000 points per timeseries");
        assertGoesOn();
    }

    @Test
    void aPathologicalRegularExpressionIsAnswered() throws Exception {
        assertThat(engine.query("count(m{i=~\"(a*)*(a|aa)*b\"})")).isEqualTo("[]");
        for (String growing : new String[] {"((a{1,500}){1,500}){1,500}", "(((a{9}b){9}[}{]){9}\\\\Q{9}\\\\E){9}"}) {
            var answer = engine.get("/api/v1/query?query=" + TestEngine.encode("m{i=~\"" + growing + "\"}"));
            assertThat(answer.statusCode()).as(growing).isEqualTo(400);
            assertThat(answer.body()).contains("error parsing regexp: invalid repeat count");
        }
        assertThat(engine.post(
                                "/api/v1/query",
                                "application/x-www-form-urlencoded",
                                ("query=" + TestEngine.encode("m{i=~\"" + "(ab){900}".repeat(500) + "\"}"))
                                        .getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                        .body())
                .contains("expression too large");
        assertThat(engine.query("count(m{i=~\"a{200}[0-9]{1,3}\"})")).contains("\"" + SERIES + "\"");
        assertGoesOn();
    }

    @Test
    void anExpressionNestedTooDeeplyIsRefused() throws Exception {
        String deep = "(".repeat(50_000) + "1" + ")".repeat(50_000);
        var answer = engine.post(
                "/api/v1/query",
                "application/x-www-form-urlencoded",
                ("query=" + TestEngine.encode(deep)).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertGoesOn();
    }
}
