package dev.sloconsole.prometheus.golang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoRegexTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '"',
            value = {
                ")~unexpected ): `)`",
                "a)b~unexpected ): `a)b`",
                "(a))~unexpected ): `(a))`",
                "(~missing closing ): `(`",
                "a(b|c~missing closing ): `a(b|c`",
                "[a~missing closing ]: `[a`",
                "[z-a]~invalid character class range: `z-a`",
                "*~missing argument to repetition operator: `*`",
                "a**~invalid nested repetition operator: `**`",
                "\\~trailing backslash at end of expression: ``",
                "\\8~invalid escape sequence: `\\8`",
                "a{1001}~invalid repeat count: `{1001}`",
                "(?z)~invalid or unsupported Perl syntax: `(?z`",
                "(?=a)~invalid or unsupported Perl syntax: `(?=`",
                "(?P<n~invalid named capture: `(?P<n`",
                "(?P<a b>x)~invalid named capture: `(?P<a b>`",
                "[[:none:]]~invalid character class range: `[:none:]`",
                "\\pX~invalid character class range: `\\pX`",
                "x{2}{3}{~invalid nested repetition operator: `{2}{3}`",
                "x{2}{,3}{~",
            })
    void whatIsWrongIsSaidInGosWords(String expression, String message) {
        if (message == null) {
            assertThat(GoRegex.compile(expression).expression()).isEqualTo(expression);
        } else {
            assertThatThrownBy(() -> GoRegex.compile(expression))
                    .isInstanceOf(GoRegex.Invalid.class)
                    .hasMessage("error parsing regexp: " + message);
        }
    }

    @Test
    void severalGroupsMayHaveOneName() {
        var regex = GoRegex.compile("(?P<n>K)?(?P<n>k)?(?<m>[(?P<n>)]*)(\\(?P<n>)?");
        assertThat(regex.match("k").orElseThrow().expand("$n-$1-$2-${m}")).isEqualTo("k--k-");
        assertThat(regex.match("Kk").orElseThrow().expand("$n")).isEqualTo("K");
        assertThat(regex.match("(Pn>").orElseThrow().expand("${m}$n")).isEqualTo("(Pn>");
    }

    @Test
    void templateIsFilledAsGoFillsIt() {
        var match = GoRegex.compile("(a)(b)?(?P<c>.*)").match("axyz").orElseThrow();
        assertThat(match.expand("$1 ${1}x $1x $2 $c $$ $ ${ $9 ${c} $c_ $-")).isEqualTo("a ax   xyz $ $ ${  xyz  $-");
    }

    @Test
    void everyMatchIsReplacedAndAnEmptyOneBehindAnotherIsNone() {
        assertThat(GoRegex.compileForParts("(\\w)\\w*").replaceAll("one two", "<$1>"))
                .isEqualTo("<o> <t>");
        assertThat(GoRegex.compileForParts("a*").replaceAll("baac", "x")).isEqualTo("xbxcx");
        assertThat(GoRegex.compileForParts(".").replaceAll("a\nb", "x")).isEqualTo("x\nx");
    }

    @Test
    void dotMatchesALineBreakInAWholeValue() {
        assertThat(GoRegex.compile("a.b").matches("a\nb")).isTrue();
        assertThat(GoRegex.compile("a").matches("ab")).isFalse();
    }

    @Test
    void noExpressionTakesLongerThanItsTextIsLong() {
        org.junit.jupiter.api.Assertions.assertTimeout(
                Duration.ofMinutes(1),
                () -> assertThat(GoRegex.compile("(a*)*(a|aa)*b").matches("a".repeat(20_000)))
                        .isFalse());
    }
}
