package dev.sloconsole.prometheus.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sloconsole.prometheus.TestEngine;
import dev.sloconsole.prometheus.ingest.Sample;
import dev.sloconsole.prometheus.remote.WriteRequest;
import dev.sloconsole.prometheus.series.Labels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpApiTest {

    private static final long NOW = System.currentTimeMillis();
    private static final String FORM = "application/x-www-form-urlencoded";

    private final TestEngine engine;

    HttpApiTest(@TempDir Path folder) throws Exception {
        engine = new TestEngine(folder, """
                global: {evaluation_interval: 200ms}
                rule_files: [rules.yml]
                """, """
                groups:
                  - name: g
                    rules:
                      - {record: 'job:a:sum', expr: 'sum(a)'}
                      - {alert: High, expr: 'sum by (x) (a) > 1', labels: {severity: page}, annotations: {summary: 'x={{ $labels.x }} is {{ $value }}'}}
                      - {alert: Wrong, expr: 'a + on(none) a'}
                """);
    }

    @BeforeAll
    void write() throws Exception {
        assertThat(remoteWrite(
                new Sample(Labels.of(Labels.NAME, "a", "x", "1"), NOW - 10_000, 1.5),
                new Sample(Labels.of(Labels.NAME, "a", "x", "1"), NOW - 5_000, 2.5),
                new Sample(Labels.of(Labels.NAME, "a", "x", "2"), NOW - 5_000, Double.NEGATIVE_INFINITY),
                new Sample(Labels.of(Labels.NAME, "b", "y", "ü\"\n"), NOW - 5_000, 1e-7)).statusCode()).isEqualTo(204);
    }

    @AfterAll
    void close() {
        engine.close();
    }

    private java.net.http.HttpResponse<String> remoteWrite(Sample... samples) throws Exception {
        return engine.post("/api/v1/write", "application/x-protobuf", WriteRequest.encode(List.of(samples)));
    }

    @Test
    void anInstantQueryAnswersInPrometheussForm() throws Exception {
        var response = engine.get("/api/v1/query?query=a&time=" + (NOW / 1000.0));
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(response.body()).isEqualTo("{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":["
                + "{\"metric\":{\"__name__\":\"a\",\"x\":\"1\"},\"value\":[" + Json.seconds(NOW) + ",\"2.5\"]},"
                + "{\"metric\":{\"__name__\":\"a\",\"x\":\"2\"},\"value\":[" + Json.seconds(NOW) + ",\"-Inf\"]}]}}");
        assertThat(engine.query("b")).contains("\"y\":\"ü\\\"\\n\"").contains("\"1e-07\"");
        assertThat(engine.get("/api/v1/query?query="
                + TestEngine.encode("a{x=\"1\"}[1m]")).body()).contains("\"values\":[[" + Json.seconds(NOW - 10_000) + ",\"1.5\"],");
        assertThat(engine.get("/api/v1/query?query=42&time=2015-07-01T20:10:51.781Z").body())
                .contains("{\"resultType\":\"scalar\",\"result\":[1435781451.781,\"42\"]}");
    }

    @Test
    void aRangeQueryMayBeAskedByGetAndByForm() throws Exception {
        String query = "query=sum(a{x=\"1\"})&start=" + (NOW - 10_000) / 1000.0 + "&end=" + NOW / 1000.0 + "&step=5s";
        String form = query.replace("\"", "%22").replace("{", "%7B").replace("}", "%7D");
        var byForm = engine.post("/api/v1/query_range", FORM, form.getBytes(StandardCharsets.UTF_8));
        assertThat(byForm.statusCode()).isEqualTo(200);
        assertThat(byForm.body()).contains("\"resultType\":\"matrix\"").contains("\"1.5\"").contains("\"2.5\"");
        assertThat(engine.get("/api/v1/query_range?" + form).body()).isEqualTo(byForm.body());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "query?query=rate(                             | 400 | bad_data  | invalid parameter \"query\": 1:",
        "query                                         | 400 | bad_data  | invalid parameter \"query\":",
        "query?query=up&time=yesterday                 | 400 | bad_data  | cannot parse \"yesterday\" to a valid timestamp",
        "query?query=a%2Bon(none)a                     | 422 | execution | many-to-many",
        "query_range?query=up&start=2&end=1&step=1     | 400 | bad_data  | end timestamp must not be before start time",
        "query_range?query=up&start=1&end=2&step=0     | 400 | bad_data  | zero or negative query resolution step",
        "query_range?query=up&start=1&end=99999&step=1 | 400 | bad_data  | exceeded maximum resolution of 11,000 points",
        "series                                        | 400 | bad_data  | no match[] parameter provided",
        "labels?match[]=a%2Bb                          | 400 | bad_data  | invalid parameter \"match[]\"",
    })
    void aWrongRequestIsAnsweredAsPrometheusDoes(String request, int status, String type, String message)
            throws Exception {
        var response = engine.get("/api/v1/" + request.replace("[", "%5B").replace("]", "%5D"));
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).startsWith("{\"status\":\"error\",\"errorType\":\"" + type + "\"")
                .contains(message.replace("\"", "\\\""));
    }

    @Test
    void seriesAndLabelsAreListed() throws Exception {
        assertThat(engine.json("/api/v1/series?match%5B%5D=a&match%5B%5D=b%7By!=%22%22%7D").path("data")).hasSize(3);
        assertThat(engine.json("/api/v1/labels?match%5B%5D=a").path("data").toString()).isEqualTo("[\"__name__\",\"x\"]");
        assertThat(engine.json("/api/v1/label/x/values?match%5B%5D=a").path("data").toString()).isEqualTo("[\"1\",\"2\"]");
        assertThat(engine.json("/api/v1/label/x/values?limit=1").toString()).contains("results truncated due to limit");
    }

    @Test
    void rulesAndAlertsAreShownWithTheirHealth() {
        await().untilAsserted(() -> {
            assertThat(engine.value("job:a:sum")).contains("-Inf");
            assertThat(engine.query("ALERTS{alertname=\"High\"}")).contains("firing");
            var rules = engine.json("/api/v1/rules").path("data").path("groups").path(0).path("rules");
            assertThat(rules.path(0).path("health").asText()).isEqualTo("ok");
            assertThat(rules.path(1).path("state").asText()).isEqualTo("firing");
            assertThat(rules.path(2).path("health").asText()).isEqualTo("err");
            assertThat(rules.path(2).path("lastError").asText()).contains("many-to-many");
            var alert = engine.json("/api/v1/alerts").path("data").path("alerts").path(0);
            assertThat(alert.path("annotations").path("summary").asText()).isEqualTo("x=1 is 2.5");
            assertThat(alert.path("value").asText()).isEqualTo("2.5e+00");
        });
    }

    @Test
    void aRemoteWriteOutOfOrderIsRefusedAndWhatIsWholeIsKept() throws Exception {
        var response = remoteWrite(
                new Sample(Labels.of(Labels.NAME, "c"), NOW - 2_000, 1),
                new Sample(Labels.of(Labels.NAME, "c"), NOW - 3_000, 2));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("out of order sample");
        assertThat(engine.value("c")).contains("1");
        assertThat(engine.post("/api/v1/write", "application/x-protobuf",
                new byte[] {1, 2, 3}).statusCode()).isEqualTo(400);
    }

    @Test
    void healthAndBuildAreAnswered() throws Exception {
        assertThat(engine.get("/-/healthy").body()).isEqualTo("Prometheus Server is Healthy.\n");
        assertThat(engine.get("/-/ready").statusCode()).isEqualTo(200);
        assertThat(engine.json("/api/v1/status/buildinfo").path("data").path("version").asText()).startsWith("3.");
        assertThat(engine.json("/api/v1/status/config").path("data").path("yaml").asText()).contains("rule_files");
        assertThat(engine.get("/metrics").body()).contains("prometheus_build_info{");
        assertThat(engine.get("/nothing").statusCode()).isEqualTo(404);
        assertThat(engine.get("/api/v1/nothing").statusCode()).isEqualTo(404);
        assertThat(engine.get("/-/ready").headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }
}
