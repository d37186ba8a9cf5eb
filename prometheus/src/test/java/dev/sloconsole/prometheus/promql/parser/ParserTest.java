package dev.sloconsole.prometheus.promql.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sloconsole.prometheus.promql.functions.ValueType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
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
    @ValueSource(strings = {
        "sum(rate(http_requests_total{http_status=~\"2..\"}[5m])) / clamp_min(sum(rate(a[5m])), 0.00001)",
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
        return assertThatExceptionOfType(ParseException.class).isThrownBy(() -> Parser.parse(query)).actual();
    }

    @Test
    void expressionNestedTooDeeplyIsRefusedRatherThanOverflowing() throws ParseException {
        for (var query : List.of(
                "(".repeat(10_000) + "1" + ")".repeat(10_000), "1" + "+1".repeat(10_000), "-".repeat(10_000) + "1")) {
            assertThat(refusal(query)).isNotNull();
        }
        assertThat(Parser.parse("1" + "+1".repeat(900)).type()).isEqualTo(ValueType.SCALAR);
    }
}
