package dev.sloconsole.prometheus.promql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.prometheus.promql.parser.Expr;
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

class PromqlTest {

    /** Pairs of lines: a query, and what is said of it. */
    static List<Arguments> errors() throws IOException {
        try (var in = Objects.requireNonNull(PromqlTest.class.getResourceAsStream("/promql/errors.txt"))) {
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
        assertThat(Promql.parse(query))
                .isInstanceOfSatisfying(
                        Promql.Parsed.ParseError.class, error -> assertThat(error.message()).isEqualTo(message));
    }

    @Test
    void placeOfAnErrorIsToldByLineAndByte() {
        assertThat(Promql.parse("sum(\n  foo{bar=\"\u00e9\"} +\n)"))
                .isInstanceOfSatisfying(Promql.Parsed.ParseError.class, error -> {
                    assertThat(error.message()).startsWith("3:1: parse error: unexpected \")\"");
                    assertThat(error.offset()).isEqualTo(22);
                });
        assertThat(Promql.parse("{a=\"\u00e9\"} +"))
                .isInstanceOfSatisfying(
                        Promql.Parsed.ParseError.class,
                        error -> assertThat(error.message()).startsWith("1:11: parse error"));
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
    void printedExpressionIsTheOneThatWasRead(String query) {
        var printed = Promql.print(read(query));
        assertThat(Promql.print(read(printed))).isEqualTo(printed);
        assertThat(printed.replaceAll("[\\s]", "").replace("{__name__=\"utf8name\"", "{\"utf8name\""))
                .isEqualTo(query.replaceAll("[\\s]", ""));
    }

    private static Expr read(String query) {
        return switch (Promql.parse(query)) {
            case Promql.Parsed.Expression expression -> expression.expr();
            case Promql.Parsed.ParseError error -> throw new AssertionError(query + ": " + error.message());
        };
    }

    @Test
    void expressionNestedTooDeeplyIsRefusedRatherThanOverflowing() {
        var query = "(".repeat(10_000) + "1" + ")".repeat(10_000);
        assertThat(Promql.parse(query)).isInstanceOf(Promql.Parsed.ParseError.class);
        assertThat(Promql.parse("1" + "+1".repeat(10_000))).isInstanceOf(Promql.Parsed.ParseError.class);
        assertThat(Promql.parse("-".repeat(10_000) + "1")).isInstanceOf(Promql.Parsed.ParseError.class);
        assertThat(Promql.parse("1" + "+1".repeat(900))).isInstanceOf(Promql.Parsed.Expression.class);
    }
}
