package dev.sloconsole.prometheus.promql.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Queries with random changes: each is an expression whose printed form is read as the same expression, or is refused
 * with a place in the query. Another seed: {@code -Dpromql.fuzz.seed=...}.
 */
class ParserFuzzTest {

    private static final long SEED = Long.getLong("promql.fuzz.seed", 20_261_122);
    private static final int COUNT = 8_000;

    private static final List<String> QUERIES = List.of(
            "sum by (job, instance) (rate(http_requests_total{http_status=~\"2..\"}[5m])) / clamp_min(sum(x), 1e-5)",
            "a{b!=\"c\\n\",d!~'e|f'} * on (job) group_left (x, \"y z\") b offset -5m unless ignoring (k) c @ start()",
            "topk(3, max_over_time(rate(a[1m] @ 12.5 offset 1h)[1h30m:30s] offset 0x1f)) > bool -2 ^ .5e3",
            "histogram_quantile(0.9, {\"utf8.name\", le!=\"\"}) or vector(time()) # comment\n and absent(up == 1_000)",
            "label_replace(up, `a`, \"$1\", \"\\u00e9\\x41\", \"(.*)\") atan2 (quantile without () (NaN, -Inf * m))",
            "count_values(\"version\", build_info) == on () (sum(offset) + by + start + end{step=\"1\"}) % 7");

    private static final List<String> PIECES = List.of(
            "(",
            ")",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "@",
            "#",
            "\"",
            "'",
            "`",
            "\\",
            "-",
            "+",
            "^",
            "==",
            "=~",
            "!~",
            "!",
            "=",
            "bool",
            "on",
            "by",
            "offset",
            "group_left",
            "start()",
            "5m",
            "[5m]",
            "[1h:]",
            "1",
            "0x",
            "1e",
            "_",
            ".",
            "Inf",
            "nan",
            "sum",
            "rate",
            "fill(0)",
            "max_of",
            "</",
            "and",
            "\n",
            " ",
            "é",
            "\ud83d\ude00",
            "\ufffd",
            "\u0000");

    @Test
    void changedQueryIsAnExpressionThatPrintsAndReadsTheSameOrIsRefusedWithItsPlace() {
        System.out.printf(Locale.ROOT, "parsing %d changed queries, seed %d%n", COUNT, SEED);
        var random = new Random(SEED);
        int expressions = 0;
        for (int i = 0; i < COUNT; i++) {
            var query = changed(QUERIES.get(random.nextInt(QUERIES.size())), random);
            expressions += check(query) ? 1 : 0;
        }
        assertThat(expressions).isBetween(COUNT / 50, COUNT - COUNT / 50);
    }

    private static String changed(String query, Random random) {
        var text = new StringBuilder(query);
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            int at = random.nextInt(text.length() + 1);
            int end = Math.min(text.length(), at + random.nextInt(6));
            switch (random.nextInt(4)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 2 -> text.replace(at, end, PIECES.get(random.nextInt(PIECES.size())));
                default -> {
                    int other = random.nextInt(text.length() + 1);
                    text.insert(at, text.substring(Math.min(other, end), Math.max(other, end)));
                }
            }
        }
        return text.toString();
    }

    private static boolean check(String query) {
        try {
            var parsed = Parser.parse(query);
            var printed = Printer.print(parsed);
            assertThat(shape(Parser.parse(printed)))
                    .as("%s printed as %s", query, printed)
                    .isEqualTo(shape(parsed));
            return true;
        } catch (ParseException e) {
            assertThat(e.span().start()).as(query).isBetween(0, query.length());
            assertThat(e.describe(query)).as(query).matches("(?s)\\d+:\\d+: parse error: .+");
            return false;
        } catch (RuntimeException | StackOverflowError e) {
            return fail("the parser broke on: " + query, e);
        }
    }

    /** The tree without the places in the query. */
    private static String shape(Expr expr) {
        String tree = expr.toString().replaceAll("span=Span\\[start=\\d+, end=\\d+\\]", "");
        // Printing sorts the matchers.
        return Pattern.compile("(?s)matchers=\\[(.*?)\\], shift")
                .matcher(tree)
                .replaceAll(matchers -> Matcher.quoteReplacement(
                        Stream.of(matchers.group(1).split(", (?=(?:Equal|NotEqual|Matches|NotMatches)\\[)"))
                                .sorted()
                                .collect(Collectors.joining(", "))));
    }
}
