package dev.sloconsole.prometheus.promql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.prometheus.promql.parser.Expr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromqlTest {

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '\0', value = {
        "foo +                          # 1:6: parse error: unexpected end of input",
        "*1                             # 1:1: parse error: unexpected <op:*>",
        "(1))                           # 1:4: parse error: unexpected right parenthesis ')'",
        "((1)                           # 1:5: parse error: unclosed left parenthesis",
        "foo{                           # 1:5: parse error: unexpected end of input inside braces",
        "foo{gibberish}                 # 1:14: parse error: unexpected \"}\" in label matching, expected label matching operator",
        "foo{1}                         # 1:5: parse error: unexpected character inside braces: '1'",
        "foo{a=b}                       # 1:7: parse error: unexpected identifier \"b\" in label matching, expected string",
        "{}                             # 1:1: parse error: vector selector must contain at least one non-empty matcher",
        "foo{__name__=\"bar\"}          # 1:1: parse error: metric name must not be set twice: \"foo\" or \"bar\"",
        "foo[5m                         # 1:7: parse error: unclosed left bracket",
        "foo[]                          # 1:5: parse error: unexpected \"]\" in subquery or range selector, expected number, duration, step(), or range()",
        "foo[0m]                        # 1:5: parse error: duration must be greater than 0",
        "foo offset                     # 1:11: parse error: unexpected end of input in offset, expected number, duration, step(), or range()",
        "1 offset 1d                    # 1:1: parse error: offset modifier must be preceded by an instant vector selector or range vector selector or a subquery",
        "foo @ bar                      # 1:7: parse error: unexpected identifier \"bar\" in @, expected timestamp",
        "nosuch(foo)                    # 1:1: parse error: unknown function with name \"nosuch\"",
        "rate(foo)                      # 1:6: parse error: expected type range vector in call to function \"rate\", got instant vector",
        "floor()                        # 1:1: parse error: expected 1 argument(s) in call to \"floor\", got 0",
        "sum(1)                         # 1:5: parse error: expected type instant vector in aggregation expression, got scalar",
        "topk(foo)                      # 1:1: parse error: wrong number of arguments for aggregate expression provided, expected 2, got 1",
        "sum(foo,)                      # 1:8: parse error: trailing commas not allowed in function call args",
        "foo and 1                      # 1:1: parse error: set operator \"and\" not allowed in binary scalar expression",
        "1 == 1                         # 1:3: parse error: comparisons between scalars must use BOOL modifier",
        "foo + bool bar                 # 1:5: parse error: bool modifier can only be used on comparison operators",
        "foo and on(a) group_left(b) c  # 1:1: parse error: no grouping allowed for \"and\" operation",
        "a + on(b) group_left(b) c      # 1:3: parse error: label \"b\" must not occur in ON and GROUP clause at once",
        "sum without(==)(foo)           # 1:13: parse error: unexpected <op:==> in grouping opts, expected label",
        "-foo[5m]                       # 1:1: parse error: unary expression only allowed on expressions of type scalar or instant vector, got \"range vector\"",
        "foo[5m][5m]                    # 1:8: parse error: ranges only allowed for vector selectors",
        "2.5.                           # 1:1: parse error: bad number or duration syntax: \"2.5.\"",
        "\"open                         # 1:1: parse error: unterminated quoted string",
        "\u00e9\u00e9                   # 1:1: parse error: unexpected character: '\u00e9'",
        "limitk(1, foo)                 # 1:1: parse error: limitk() is experimental and must be enabled with --enable-feature=promql-experimental-functions",
        "mad_over_time(foo[5m])         # 1:1: parse error: function \"mad_over_time\" is experimental and not enabled",
        "histogram_avg(foo)             # 1:1: parse error: function \"histogram_avg\" works on native histograms, which are not supported",
    })
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
        "sum(rate(http_requests_total{http_status=~\"2..\"}[5m])) / clamp_min(sum(rate(http_requests_total[5m])), 0.00001)",
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
