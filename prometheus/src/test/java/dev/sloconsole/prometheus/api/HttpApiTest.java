package dev.sloconsole.prometheus.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sloconsole.prometheus.TestEngine;
import dev.sloconsole.prometheus.ingest.Sample;
import dev.sloconsole.prometheus.remote.WriteRequest;
import dev.sloconsole.prometheus.series.Labels;
import dev.sloconsole.prometheus.series.StaleMarker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpApiTest {

    private static final long NOW = System.currentTimeMillis();
    private static final String FORM = "application/x-www-form-urlencoded";

    private final TestEngine engine;

    HttpApiTest(@TempDir Path folder) throws Exception {
        engine = new TestEngine(folder, """
                global: {evaluation_interval: 200ms, external_labels: {site: s}}
                rule_files: [rules.yml]
                """, """
                groups:
                  - name: g
                    rules:
                      - {record: 'job:a:sum', expr: 'sum(a)'}
                      - {alert: High, expr: 'sum by (x) (a) > 1', labels: {severity: page}, annotations: {summary: 'x={{ $labels.x }} is {{ $value }}'}}
                      - {alert: Wrong, expr: 'a + on(none) a'}
                  - name: h
                    rules:
                      - {record: 'second:a', expr: 'sum(a)', labels: {team: x}}
                """);
    }

    @BeforeAll
    void write() throws Exception {
        assertThat(remoteWrite(
                                new Sample(Labels.of(Labels.NAME, "a", "x", "1"), NOW - 10_000, 1.5),
                                new Sample(Labels.of(Labels.NAME, "a", "x", "1"), NOW - 5_000, 2.5),
                                new Sample(
                                        Labels.of(Labels.NAME, "a", "x", "2"), NOW - 5_000, Double.NEGATIVE_INFINITY),
                                new Sample(Labels.of(Labels.NAME, "b", "y", "ü\"\n"), NOW - 5_000, 1e-7))
                        .statusCode())
                .isEqualTo(204);
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
        assertThat(response.body())
                .isEqualTo("{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":["
                        + "{\"metric\":{\"__name__\":\"a\",\"x\":\"1\"},\"value\":[" + Json.seconds(NOW) + ",\"2.5\"]},"
                        + "{\"metric\":{\"__name__\":\"a\",\"x\":\"2\"},\"value\":[" + Json.seconds(NOW)
                        + ",\"-Inf\"]}]}}");
        assertThat(engine.query("b")).contains("\"y\":\"ü\\\"\\n\"").contains("\"1e-07\"");
        assertThat(engine.get("/api/v1/query?query=" + TestEngine.encode("a{x=\"1\"}[1m]"))
                        .body())
                .contains("\"values\":[[" + Json.seconds(NOW - 10_000) + ",\"1.5\"],");
        assertThat(engine.get("/api/v1/query?query=42&time=2015-07-01T20:10:51.781Z")
                        .body())
                .contains("{\"resultType\":\"scalar\",\"result\":[1435781451.781,\"42\"]}");
    }

    @Test
    void numbersAreWrittenAsPrometheusWritesThem() throws Exception {
        assertThat(engine.get("/api/v1/query?query=1e21&time=-5.5").body())
                .contains("[-5.5,\"1000000000000000000000\"]");
        assertThat(engine.get("/api/v1/query?query=vector(1e21)&time=-5.5").body())
                .contains("[-5.500,\"1e+21\"]");
        assertThat(engine.get("/api/v1/query?query=1e-7&time=2").body()).contains("[2,\"0.0000001\"]");
        assertThat(engine.get("/api/v1/query?query=vector(1e-7)&time=2").body()).contains("[2,\"1e-07\"]");
        assertThat(engine.get("/api/v1/query?query=1&time=-292273086-05-16T16:47:06Z")
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"1.0005, 1", "1.0006, 1.001", "-1.5, -1.5", "1e3, 1000", "2020-01-01T00:00:00.1239Z, 1577836800.123"})
    void aTimeIsOfWholeMilliseconds(String time, String seconds) throws Exception {
        assertThat(engine.get("/api/v1/query?query=1&time=" + time).body()).contains("\"result\":[" + seconds + ",");
    }

    @Test
    void bytesThatAreNoTextAreShownAsSuch() throws Exception {
        assertThat(engine.query("\"a\\xffb\"")).contains("\"a\ufffdb\"");
    }

    @Test
    void aFormIsKnownByItsTypeInAnyCase() throws Exception {
        byte[] form = "query=41%2B1".getBytes(StandardCharsets.UTF_8);
        assertThat(engine.post("/api/v1/query", "Application/X-WWW-Form-Urlencoded; charset=UTF-8", form)
                        .body())
                .contains("\"42\"");
    }

    @ParameterizedTest
    @CsvSource({
        "U__my_2e_label,    my.label",
        "U__a__b,           a_b",
        "U__my_2E_label,    my.label",
        "U___1f600_,        \ud83d\ude00",
        "U__my_label,       U__my_label",
        "U__a_d800_,        U__a_d800_",
        "U__a_2e,           U__a_2e",
        "my_2e_label,       my_2e_label",
    })
    void aNameOfAnyLettersFitsIntoAnAddress(String escaped, String name) {
        assertThat(EscapedName.unescape(escaped)).isEqualTo(name);
    }

    @Test
    void aLongListOfWarningsIsCut() {
        byte[] answer = Json.success(json -> json.writeNull(), Collections.nCopies(12, "w"), List.of("i"));
        assertThat(new String(answer, StandardCharsets.UTF_8))
                .endsWith("\"w\",\"2 more warning annotations omitted\"],\"infos\":[\"i\"]}");
    }

    @Test
    void aRangeQueryMayBeAskedByGetAndByForm() throws Exception {
        String query = "query=sum(a{x=\"1\"})&start=" + (NOW - 10_000) / 1000.0 + "&end=" + NOW / 1000.0 + "&step=5s";
        String form = query.replace("\"", "%22").replace("{", "%7B").replace("}", "%7D");
        var byForm = engine.post("/api/v1/query_range", FORM, form.getBytes(StandardCharsets.UTF_8));
        assertThat(byForm.statusCode()).isEqualTo(200);
        assertThat(byForm.body())
                .contains("\"resultType\":\"matrix\"")
                .contains("\"1.5\"")
                .contains("\"2.5\"");
        assertThat(engine.get("/api/v1/query_range?" + form).body()).isEqualTo(byForm.body());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "query?query=rate(                             | 400 | bad_data  | invalid parameter \"query\": 1:",
                "query                                         | 400 | bad_data  | invalid parameter \"query\":",
                "query?query=up&time=yesterday                 | 400 | bad_data  | cannot parse \"yesterday\" to a valid timestamp",
                "query?query=a%2Bon(none)a                     | 422 | execution | many-to-many",
                "query_range?query=up&start=2&end=1&step=1     | 400 | bad_data  | end timestamp must not be before start time",
                "query_range?query=up&start=1&end=2&step=0     | 400 | bad_data  | zero or negative query resolution step",
                "query_range?query=up&start=1&end=99999&step=1 | 400 | bad_data  | exceeded maximum resolution of 11,000 points",
                "series                                        | 400 | bad_data  | no match[] parameter provided",
                "query_range?query=1&start=1&end=9&step=0.0001 | 400 | bad_data  | exceeded maximum resolution of 11,000 points",
                "query?query=1&timeout=0                       | 503 | timeout   | query timed out in query queue",
                "query?query=1&timeout=soon                    | 400 | bad_data  | invalid parameter \"timeout\": cannot parse \"soon\" to a valid duration",
                "query?query=1&timeout=1e300                   | 400 | bad_data  | It overflows int64",
                "query?query=1&limit=x                         | 400 | bad_data  | invalid parameter \"limit\": strconv.Atoi: parsing \"x\": invalid syntax",
                "query?query=1&limit=-1                        | 400 | bad_data  | invalid parameter \"limit\": limit must be non-negative",
                "query?query=1&lookback_delta=x                | 400 | bad_data  | error parsing lookback delta duration: cannot parse",
                "query?query=%zz                               | 400 | bad_data  | invalid parameter \"query\": 1:1: parse error: no expression found in input",
                "query?query=1&time=0x10                       | 400 | bad_data  | invalid time value for 'time': cannot parse",
                "query?query=1&time=2015-07-01T20:10:51        | 400 | bad_data  | to a valid timestamp",
                "query?query=a{x=~%22(%22}                     | 400 | bad_data  | missing closing ): `(`",
                "series?match[]=a&x=%zz                        | 400 | bad_data  | error parsing form values: invalid URL escape",
                "series?match[]={x=%22%22}                     | 400 | bad_data  | invalid parameter \"match[]\": match[] must contain at least one",
                "labels?match[]=a%2Bb                          | 400 | bad_data  | 1:1: parse error: expected a series selector",
                "rules?type=x                                  | 400 | bad_data  | invalid parameter \"type\": not supported value \"x\"",
                "rules?match[]={                               | 400 | bad_data  | 1:2: parse error",
                "rules?match[]={x=%22%22}                      | 400 | bad_data  | match[] must contain at least one non-empty matcher",
                "rules?group_next_token=x                      | 400 | bad_data  | invalid parameter \"group_next_token\": group_limit needs to be present in order to paginate over the groups",
                "rules?group_limit=1&group_next_token=x        | 400 | bad_data  | invalid group_next_token 'x'. were rule groups changed?",
                "rules?group_limit=0                           | 400 | bad_data  | invalid parameter \"group_limit\": group_limit needs to be greater than 0",
                "rules?group_limit=x                           | 400 | bad_data  | group_limit needs to be a valid number",
                "metadata?limit=x                              | 400 | bad_data  | limit must be a number",
                "status/tsdb?limit=0                           | 400 | bad_data  | limit must be a positive number",
                "query_exemplars?query=a&start=3&end=2         | 400 | bad_data  | end timestamp must not be before start timestamp",
                "query_exemplars?query=a(                      | 400 | bad_data  | 1:3: parse error",
                "format_query?query=(                          | 400 | bad_data  | invalid parameter \"query\": 1:2: parse error",
            })
    void aWrongRequestIsAnsweredAsPrometheusDoes(String request, int status, String type, String message)
            throws Exception {
        var response = engine.raw("/api/v1/" + request);
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.body())
                .startsWith("{\"status\":\"error\",\"errorType\":\"" + type + "\"")
                .contains(message.replace("\"", "\\\""));
    }

    @Test
    void seriesAndLabelsAreListed() throws Exception {
        assertThat(engine.json("/api/v1/series?match%5B%5D=a&match%5B%5D=b%7By!=%22%22%7D")
                        .path("data"))
                .hasSize(3);
        assertThat(engine.json("/api/v1/labels?match%5B%5D=a").path("data").toString())
                .isEqualTo("[\"__name__\",\"x\"]");
        assertThat(engine.json("/api/v1/label/x/values?match%5B%5D=a")
                        .path("data")
                        .toString())
                .isEqualTo("[\"1\",\"2\"]");
        assertThat(engine.json("/api/v1/label/x/values?limit=1").toString()).contains("results truncated due to limit");
    }

    private List<String> ruleNames(String parameters) throws Exception {
        var names = new java.util.ArrayList<String>();
        for (var group : engine.json("/api/v1/rules?" + parameters).path("data").path("groups")) {
            group.path("rules").forEach(rule -> names.add(rule.path("name").asText()));
        }
        return names;
    }

    @Test
    void rulesAreThoseThatAreAskedFor() throws Exception {
        assertThat(ruleNames("match[]=" + TestEngine.encode("{severity=\"page\"}")))
                .containsExactly("High");
        assertThat(ruleNames("match[]=" + TestEngine.encode("{severity=\"nope\"}")))
                .isEmpty();
        assertThat(ruleNames("match[]=" + TestEngine.encode("{severity!=\"page\",team=\"x\"}")))
                .containsExactly("second:a");
        assertThat(ruleNames("match[]=" + TestEngine.encode("{severity=\"page\"}") + "&match[]="
                        + TestEngine.encode("{team=~\"x|y\"}")))
                .containsExactly("High", "second:a");
        assertThat(ruleNames("type=record")).containsExactly("job:a:sum", "second:a");
        assertThat(ruleNames("rule_name[]=High&rule_name[]=second:a")).containsExactly("High", "second:a");
        assertThat(ruleNames("rule_group[]=h")).containsExactly("second:a");
        assertThat(ruleNames("file[]=none.yml")).isEmpty();
    }

    @Test
    void rulesArePagedByTheirGroups() throws Exception {
        var first = engine.json("/api/v1/rules?group_limit=1").path("data");
        assertThat(first.path("groups")).hasSize(1);
        assertThat(first.path("groups").path(0).path("name").asText()).isEqualTo("g");
        String token = first.path("groupNextToken").asText();
        assertThat(token).matches("[0-9a-f]{40}");
        var second = engine.json("/api/v1/rules?group_limit=1&group_next_token=" + token)
                .path("data");
        assertThat(second.path("groups")).hasSize(1);
        assertThat(second.path("groups").path(0).path("name").asText()).isEqualTo("h");
        assertThat(second.has("groupNextToken")).isFalse();
        assertThat(engine.json("/api/v1/rules?group_limit=2").path("data").has("groupNextToken"))
                .isFalse();
        assertThat(engine.json("/api/v1/rules?group_limit=1&rule_group[]=h")
                        .path("data")
                        .has("groupNextToken"))
                .isFalse();
    }

    @Test
    void statisticsTellWhatAQueryLookedAt() throws Exception {
        assertThat(engine.json("/api/v1/query?query=1").path("data").has("stats"))
                .isFalse();
        var stats = engine.json("/api/v1/query?query=sum(rate(a[1m]))&stats=all&time=" + NOW / 1000.0)
                .path("data")
                .path("stats");
        assertThat(stats.path("samples").path("totalQueryableSamples").asInt()).isEqualTo(3);
        assertThat(stats.path("samples")
                        .path("totalQueryableSamplesPerStep")
                        .path(0)
                        .path(1)
                        .asInt())
                .isEqualTo(3);
        assertThat(stats.path("samples").path("peakSamples").asInt()).isPositive();
        assertThat(stats.path("timings").path("execTotalTime").asDouble()).isPositive();
        var range = engine.json("/api/v1/query_range?query=a&stats=true&step=5s&start=" + (NOW - 5_000) / 1000.0
                        + "&end=" + NOW / 1000.0)
                .path("data")
                .path("stats")
                .path("samples");
        assertThat(range.path("totalQueryableSamples").asInt()).isEqualTo(4);
        assertThat(range.has("totalQueryableSamplesPerStep")).isFalse();
    }

    @Test
    void aFormMayComeInParts() throws Exception {
        var body = """
                --x
                Content-Disposition: form-data; name="query"

                21*2
                --x
                content-disposition: form-data; name=time

                7
                --x
                Content-Disposition: form-data; name="f"; filename="a"

                skipped
                --x--
                """.replace("\n", "\r\n");
        var answer = engine.post(
                "/api/v1/query?query=wrong", "multipart/form-data; boundary=x", body.getBytes(StandardCharsets.UTF_8));
        assertThat(answer.body()).contains("[7,\"42\"]");
        assertThat(engine.post("/api/v1/query", "multipart/form-data", body.getBytes(StandardCharsets.UTF_8))
                        .body())
                .contains("no multipart boundary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "zstd", "deflate"})
    void aWriteThatIsNotSnappyIsRefusedByItsEncoding(String encoding) throws Exception {
        var answer = engine.send("POST", "/api/v1/write", Map.of("Content-Encoding", encoding));
        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.body())
                .isEqualTo(encoding
                        + " encoding (compression) is not accepted by this server; only snappy is acceptable\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/-/ready", "/-/healthy", "/metrics", "/federate", "/targets", "/version", "/-/quit"})
    void pagesSayWhatTheyCanBeAskedWith(String path) throws Exception {
        var answer = engine.send("OPTIONS", path, Map.of());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Allow")).isPresent();
        assertThat(engine.send("OPTIONS", "/nothing", Map.of()).statusCode()).isEqualTo(404);
    }

    @Test
    void rulesAndAlertsAreShownWithTheirHealth() {
        await().untilAsserted(() -> {
            assertThat(engine.value("job:a:sum")).contains("-Inf");
            assertThat(engine.query("ALERTS{alertname=\"High\"}")).contains("firing");
            var rules = engine.json("/api/v1/rules")
                    .path("data")
                    .path("groups")
                    .path(0)
                    .path("rules");
            assertThat(rules.path(0).path("health").asText()).isEqualTo("ok");
            assertThat(rules.path(1).path("state").asText()).isEqualTo("firing");
            assertThat(rules.path(2).path("health").asText()).isEqualTo("err");
            assertThat(rules.path(2).path("lastError").asText()).contains("many-to-many");
            var alert =
                    engine.json("/api/v1/alerts").path("data").path("alerts").path(0);
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
        assertThat(engine.post("/api/v1/write", "application/x-protobuf", new byte[] {1, 2, 3})
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void aWriteOfAnotherFormIsRefused() throws Exception {
        byte[] body = WriteRequest.encode(List.of(new Sample(Labels.of(Labels.NAME, "d"), NOW, StaleMarker.VALUE)));
        assertThat(engine.post("/api/v1/write", "application/json", body).statusCode())
                .isEqualTo(415);
        var second = engine.post("/api/v1/write", "application/x-protobuf;proto=io.prometheus.write.v2.Request", body);
        assertThat(second.statusCode()).isEqualTo(415);
        assertThat(second.body()).contains("only accepts prometheus.WriteRequest");
        for (int again = 0; again < 2; again++) {
            var first = engine.post("/api/v1/write", "application/x-protobuf;proto=prometheus.WriteRequest", body);
            assertThat(first.statusCode()).isEqualTo(204);
        }
        assertThat(engine.query("d")).as("a stale marker is kept as one").isEqualTo("[]");
        assertThat(engine.query("d[1h]")).isEqualTo("[]");
        assertThat(engine.json("/api/v1/series?match%5B%5D=d").path("data")).hasSize(1);
    }

    @Test
    void otherMethodsAreRefusedAndOptionsIsNot() throws Exception {
        for (String[] each : new String[][] {
            {"DELETE", "/api/v1/query", "405", "GET, OPTIONS, POST"},
            {"HEAD", "/api/v1/query", "405", "GET, OPTIONS, POST"},
            {"POST", "/api/v1/rules", "405", "GET, OPTIONS"},
            {"GET", "/api/v1/write", "405", "OPTIONS, POST"},
            {"POST", "/-/ready", "405", "GET, HEAD, OPTIONS"},
            {"OPTIONS", "/api/v1/query", "204", ""},
            {"HEAD", "/-/healthy", "200", ""},
            {"POST", "/-/quit", "403", ""}
        }) {
            var response = engine.send(each[0], each[1], Map.of());
            assertThat(response.statusCode()).as(each[0] + " " + each[1]).hasToString(each[2]);
            assertThat(response.headers().firstValue("Allow").orElse("")).isEqualTo(each[3]);
        }
    }

    @Test
    void aFormIsReadOnlyWhereItIsOne() throws Exception {
        byte[] query = "query=1".getBytes(StandardCharsets.UTF_8);
        assertThat(engine.post("/api/v1/query", "text/plain", query).statusCode())
                .isEqualTo(400);
        assertThat(engine.post("/api/v1/query", FORM + "; charset=utf-8", query).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aLongAnswerIsCompressedForThoseWhoAcceptThat() throws Exception {
        String path = "/api/v1/query_range?query=1&start=0&end=1000&step=1";
        assertThat(engine.send("GET", path, Map.of("Accept-Encoding", "deflate, gzip"))
                        .headers()
                        .firstValue("Content-Encoding"))
                .contains("gzip");
        assertThat(engine.get(path).headers().firstValue("Content-Encoding")).isEmpty();
    }

    @Test
    void theNewestSamplesAreFederated() throws Exception {
        assertThat(engine.get("/federate?match%5B%5D=a&match%5B%5D=b").body()).isEqualTo("""
                # TYPE a untyped
                a{x="1",instance="",site="s"} 2.5 %1$d
                a{x="2",instance="",site="s"} -Inf %1$d
                # TYPE b untyped
                b{y="ü\\"\\n",instance="",site="s"} 1e-07 %1$d
                """.formatted(NOW - 5_000));
        assertThat(engine.get("/federate?match%5B%5D=(").statusCode()).isEqualTo(400);
        assertThat(engine.get("/federate").body()).isEmpty();
    }

    @Test
    void whatAGrafanaDataSourceAsksAtItsStartIsAnswered() throws Exception {
        assertThat(engine.json("/api/v1/status/flags").path("status").asText()).isEqualTo("success");
        assertThat(engine.json("/api/v1/status/runtimeinfo")
                        .path("data")
                        .path("storageRetention")
                        .asText())
                .isEqualTo("1h");
        var tsdb = engine.json("/api/v1/status/tsdb").path("data");
        assertThat(tsdb.path("headStats").path("numSeries").asInt()).isGreaterThanOrEqualTo(3);
        assertThat(tsdb.path("headStats").path("minTime").asLong()).isEqualTo(NOW - 10_000);
        assertThat(tsdb.path("seriesCountByMetricName").toString()).contains("{\"name\":\"a\",\"value\":2}");
        assertThat(engine.get("/api/v1/query_exemplars?query=a&start=1&end=2").body())
                .isEqualTo("{\"status\":\"success\",\"data\":[]}");
        assertThat(engine.json("/api/v1/format_query?query=sum(a)by(x)/b")
                        .path("data")
                        .asText())
                .isEqualTo("sum by (x) (a) / b");
        for (String path : List.of(
                "metadata",
                "scrape_pools",
                "targets/metadata",
                "alertmanagers",
                "rules?type=alert",
                "status/walreplay",
                "label/__name__/values",
                "alerts",
                "targets?state=active")) {
            assertThat(engine.get("/api/v1/" + path).statusCode()).as(path).isEqualTo(200);
        }
        var query = engine.post("/api/v1/query", FORM, "query=1%2B1&time=4".getBytes(StandardCharsets.UTF_8));
        assertThat(query.body()).contains("[4,\"2\"]");
    }

    @Test
    void healthAndBuildAreAnswered() throws Exception {
        assertThat(engine.get("/-/healthy").body()).isEqualTo("Prometheus Server is Healthy.\n");
        assertThat(engine.get("/-/ready").statusCode()).isEqualTo(200);
        assertThat(engine.json("/api/v1/status/buildinfo")
                        .path("data")
                        .path("version")
                        .asText())
                .startsWith("3.");
        assertThat(engine.json("/api/v1/status/config")
                        .path("data")
                        .path("yaml")
                        .asText())
                .contains("rule_files");
        assertThat(engine.get("/metrics").body()).contains("prometheus_build_info{");
        assertThat(engine.get("/nothing").statusCode()).isEqualTo(404);
        assertThat(engine.get("/api/v1/nothing").statusCode()).isEqualTo(404);
        assertThat(engine.get("/-/ready").headers().firstValue("Access-Control-Allow-Origin"))
                .isEmpty();
    }
}
