package dev.sloconsole.prometheus.promql.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sloconsole.prometheus.promql.functions.ValueType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParserTest {

    /** Pairs of lines: a query, and what is said of it. */
    static List<Arguments> errors() throws IOException {
        try (var in = Objects.requireNonNull(ParserTest.class.getResourceAsStream("/promql/errors.txt"))) {
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(text.split("\n\n"))
                    .map(pair -> pair.strip().split("\n"))
                    .map(lines -> Arguments.of(lines[0], lines[1].strip()))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("errors")
    void whatIsNoExpressionIsRefusedWithItsPlaceAndPrometheusWords(String query, String message) {
        assertThat(refusal(query).describe(query)).isEqualTo(message);
    }

    @Test
    void placeOfAnErrorIsToldByLineAndByte() {
        var lines = "sum(\n  foo{bar=\"\u00e9\"} +\n)";
        assertThat(refusal(lines).describe(lines)).startsWith("3:1: parse error: unexpected \")\"");
        assertThat(refusal(lines).span().start()).isEqualTo(22);
        var line = "{a=\"\u00e9\"} +";
        assertThat(refusal(line).describe(line)).startsWith("1:11: parse error");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sum(rate(http_requests_total{http_status=~\"2..\"}[5m])) / clamp_min(sum(rate(a[5m])), 1e-05)",
                "a * on (job) group_left (x, \"y z\") b",
                "-(a + b) ^ 2 > bool 3",
                "max_over_time(rate(a[1m])[1h30m:30s] @ 12.500 offset -5m)",
                "topk without (instance) (3, {\"utf8 name\",job!=\"\"})",
                "a @ start() or b @ end()",
                "label_replace(up, \"a\", \"$1\", \"b\", \"(.*)\\\\d\")",
            })
    void printedExpressionIsTheOneThatWasRead(String query) throws ParseException {
        var printed = Printer.print(Parser.parse(query));
        assertThat(Printer.print(Parser.parse(printed))).isEqualTo(printed);
        assertThat(printed.replaceAll("[\\s]", "").replace("{__name__=\"utf8name\"", "{\"utf8name\""))
                .isEqualTo(query.replaceAll("[\\s]", ""));
    }

    private static ParseException refusal(String query) {
        return assertThatExceptionOfType(ParseException.class)
                .isThrownBy(() -> Parser.parse(query))
                .actual();
    }

    @Test
    void expressionNestedTooDeeplyIsRefusedRatherThanOverflowing() throws ParseException {
        for (var query : List.of(
                "(".repeat(10_000) + "1" + ")".repeat(10_000), "1" + "+1".repeat(10_000), "-".repeat(10_000) + "1")) {
            assertThat(refusal(query)).isNotNull();
        }
        assertThat(Parser.parse("1" + "+1".repeat(900)).type()).isEqualTo(ValueType.SCALAR);
    }

    private static final String LONG = "a".repeat(96);

    static Stream<Arguments> printed() {
        return Stream.of(
                Arguments.of("{job=\"a\", instance=~\"b\"}", "{instance=~\"b\",job=\"a\"}"),
                Arguments.of("up{b!=\"x\",a=\"y\",b!~\"z\",a!=\"\"}", "up{a!=\"\",a=\"y\",b!=\"x\",b!~\"z\"}"),
                Arguments.of("clamp(up, 0, 1000000000000)", "clamp(up, 0, 1e+12)"),
                Arguments.of(
                        "up * 0x1f + .5 + 1e-5 + 123456 + 1e6 - NaN", "up * 31 + 0.5 + 1e-05 + 123456 + 1e+06 - NaN"),
                Arguments.of("sum(" + LONG + ")", "sum(\n  " + LONG + "\n)"),
                Arguments.of("sum(foo)by(x)", "sum by (x) (foo)"),
                Arguments.of("-topk(3," + LONG + ")", "-topk(\n  3,\n  " + LONG + "\n)"),
                Arguments.of(
                        "(" + LONG + " > bool on(a) group_left(b) c)",
                        "(\n    " + LONG + "\n  > bool on (a) group_left (b)\n    c\n)"),
                Arguments.of(
                        "max_over_time(sum(" + LONG + ")[5m:1m] offset 3m)",
                        "max_over_time(\n  sum(\n    " + LONG + "\n  )[5m:1m] offset 3m\n)"),
                Arguments.of(
                        "histogram_quantile(0.99, sum by (le, instance, job, method, path) "
                                + "(rate(demo_api_request_duration_seconds_bucket{job=\"app\",instance=~\"127.*\"}[5m])))",
                        """
                        histogram_quantile(
                          0.99,
                          sum by (le, instance, job, method, path) (
                            rate(demo_api_request_duration_seconds_bucket{instance=~"127.*",job="app"}[5m])
                          )
                        )"""));
    }

    @ParameterizedTest
    @MethodSource("printed")
    void longExpressionsAreBrokenAsPrometheusBreaksThem(String query, String printed) throws ParseException {
        assertThat(Printer.pretty(Parser.parse(query))).isEqualTo(printed);
        assertThat(Printer.pretty(Parser.parse(printed))).isEqualTo(printed);
    }
}
