package dev.sloconsole.prometheus.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sloconsole.prometheus.series.Labels;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TemplateTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{{ $value }}                              ; 0.1234567 ; 0.1234567",
                "{{ $value | humanize }}                   ; 1234567   ; 1.235M",
                "{{ $value | humanize }}                   ; 0.00012   ; 120u",
                "{{ $value | humanize1024 }}               ; 1048576   ; 1Mi",
                "{{ $value | humanizePercentage }}         ; 0.1234567 ; 12.35%",
                "{{ $value | humanizeDuration }}           ; 95        ; 1m 35s",
                "{{ $value | humanizeDuration }}           ; 0.0125    ; 12.5ms",
                "{{ $value | humanizeDuration }}           ; 90061     ; 1d 1h 1m 1s",
                "{{humanizePercentage $value}}             ; 0.5       ; 50%",
                "{{ printf \"%.2f\" $value }}              ; 0.126     ; 0.13",
                "{{ $value | printf \"%.1f%%\" }}          ; 12.34     ; 12.3%",
                "{{ $labels.job }} {{ $labels.none }}.     ; 1         ; sre-app .",
                "{{ .Value }} {{ $externalLabels.stack }}  ; 100       ; 100 demo",
                "{{ $labels.job | toUpper }}               ; 1         ; SRE-APP",
            })
    void valuesAreFilledInAsPrometheusDoes(String template, double value, String expected) {
        var values = values(value);
        assertThat(Template.parse(template).fill(values)).isEqualTo(expected);
    }

    /** The first part was read from the alerts of Debian's Prometheus 2.42 with the same templates and values. */
    static Stream<Arguments> numbersAndWords() {
        return Stream.of(
                Arguments.of("{{ $value }}", "1e9", "1e+09"),
                Arguments.of("{{ $value }}", "1700000000.5", "1.7000000005e+09"),
                Arguments.of("{{ $value }}", "-0", "-0"),
                Arguments.of("{{ $value }}", "1048576", "1.048576e+06"),
                Arguments.of("{{ $value }}", "-62135596800", "-6.21355968e+10"),
                Arguments.of("{{$value}}", "1e9", "1e+09"),
                Arguments.of("{{$value}}", "1700000000.5", "1.7000000005e+09"),
                Arguments.of("{{$value}}", "-0", "-0"),
                Arguments.of("{{$value}}", "1048576", "1.048576e+06"),
                Arguments.of("{{$value}}", "-62135596800", "-6.21355968e+10"),
                Arguments.of("{{ .Value }}", "1e9", "1e+09"),
                Arguments.of("{{ .Value }}", "1700000000.5", "1.7000000005e+09"),
                Arguments.of("{{ .Value }}", "-0", "-0"),
                Arguments.of("{{ .Value }}", "1048576", "1.048576e+06"),
                Arguments.of("{{ .Value }}", "-62135596800", "-6.21355968e+10"),
                Arguments.of("{{ $value | humanize }}", "-0", "-0"),
                Arguments.of("{{ $value | humanizeDuration }}", "1e21", "-106751991167300d -15h -30m -8s"),
                Arguments.of("{{ $value | humanizeDuration }}", "1e100", "-106751991167300d -15h -30m -8s"),
                Arguments.of("{{ $value | humanizeTimestamp }}", "-0", "1970-01-01 00:00:00 +0000 UTC"),
                Arguments.of("{{ printf \"%.2f\" $value }}", "-0", "-0.00"),
                Arguments.of("{{ $value | printf \"%.2f\" }}", "-0", "-0.00"),
                Arguments.of("{{ printf \"%e\" $value }}", "-0", "-0.000000e+00"),
                Arguments.of("{{ printf \"%g\" $value }}", "1700000000", "1.7e+09"),
                Arguments.of("{{ printf \"%g\" $value }}", "1.5e6", "1.5e+06"),
                Arguments.of("{{ printf \"%g\" $value }}", "123456789012345680", "1.2345678901234568e+17"),
                Arguments.of("{{ printf \"%g\" $value }}", "12345678.9", "1.23456789e+07"),
                Arguments.of("{{ printf \"%g\" $value }}", "253402300800", "2.534023008e+11"),
                Arguments.of("{{ printf \"%v\" $value }}", "1700000000", "1.7e+09"),
                Arguments.of("{{ printf \"%v\" $value }}", "1.5e6", "1.5e+06"),
                Arguments.of("{{ printf \"%v\" $value }}", "123456789012345680", "1.2345678901234568e+17"),
                Arguments.of("{{ printf \"%v\" $value }}", "12345678.9", "1.23456789e+07"),
                Arguments.of("{{ printf \"%v\" $value }}", "253402300800", "2.534023008e+11"),
                Arguments.of("{{ printf \"%.0f\" $value }}", "-0", "-0"),
                Arguments.of(
                        "{{ printf \"%.0f\" $value }}",
                        "1e100",
                        "10000000000000000159028911097599180468360808563945281389781327557747838772170381060813469985856815104"),
                Arguments.of("{{ printf \"%.3g\" $value }}", "-0", "-0"),
                Arguments.of(
                        "{{ printf \"%.2f%%\" $value }}",
                        "1e100",
                        "10000000000000000159028911097599180468360808563945281389781327557747838772170381060813469985856815104.00%"),
                Arguments.of("{{ printf \"%.0f\" $value }}", "1000.5", "1000"),
                Arguments.of("{{ printf \"%.0f\" $value }}", "-2.5", "-2"),
                Arguments.of("{{ printf \"%.1f\" $value }}", "0.35", "0.3"),
                Arguments.of("{{ printf \"%.1f\" $value }}", "59.05", "59.0"),
                Arguments.of("{{ printf \"%.1f\" $value }}", "4.35", "4.3"),
                Arguments.of("{{ printf \"%.2f\" $value }}", "0.125", "0.12"),
                Arguments.of("{{ printf \"%.2f\" $value }}", "2.675", "2.67"),
                Arguments.of("{{ printf \"%.2f\" $value }}", "0.285", "0.28"),
                Arguments.of("{{ printf \"%.2f\" $value }}", "123456789.125", "123456789.12"),
                Arguments.of("{{ printf \"%.2f\" $value }}", "-1.005", "-1.00"),
                Arguments.of("{{ printf \"%.3f\" $value }}", "1e23", "99999999999999991611392.000"),
                Arguments.of("{{ printf \"%.2e\" $value }}", "1.005", "1.00e+00"),
                Arguments.of("{{ printf \"%.2e\" $value }}", "59.05", "5.90e+01"),
                Arguments.of("{{ printf \"%.2e\" $value }}", "-1.005", "-1.00e+00"),
                Arguments.of("{{ $value | humanizeDuration }}", "1e23", "-106751991167300d -15h -30m -8s"),
                Arguments.of("{{ printf \"%f\" $value }}", "1e23", "99999999999999991611392.000000"),
                Arguments.of("{{ $value }}", "0.00001", "1e-05"),
                Arguments.of("{{ $value }}", "123456", "123456"),
                Arguments.of("{{ $value }}", "NaN", "NaN"),
                Arguments.of("{{ $value }}", "-Infinity", "-Inf"),
                Arguments.of("{{ printf \"%d\" $value }}", "3", "%!d(float64=3)"),
                Arguments.of("{{ printf \"%s is %.1f\" $labels.job $value }}", "0.25", "sre-app is 0.2"),
                Arguments.of("{{ printf \"%q %v\" $labels.job $value }}", "2", "\"sre-app\" 2"),
                Arguments.of("{{ printf \"%8.2f|%-8.1f|%+d\" $value 1.5 3 }}", "3.14159", "    3.14|1.5     |+3"),
                Arguments.of("{{ printf \"%5.1f%%\" $value }}", "12.345", " 12.3%"),
                Arguments.of("{{ printf \"%s\" $value }}", "1", "%!s(float64=1)"),
                Arguments.of("{{ printf \"%.2f\" }}", "1", "%!f(MISSING)"),
                Arguments.of("{{ printf \"x\" $value }}", "1", "x%!(EXTRA float64=1)"),
                Arguments.of("{{ printf \"%z\" $value }}", "1", "%!z(float64=1)"),
                Arguments.of("{{ printf \"%\" }}", "1", "%!(NOVERB)"),
                Arguments.of("{{ printf \"%06.1f\" $value }}", "-2.55", "-002.5"),
                Arguments.of("{{ printf \"%G\" $value }}", "1e9", "1E+09"),
                Arguments.of("{{ printf \"%x\" \"hi\" }}", "1", "6869"),
                Arguments.of("{{ printf \"%t\" true }}", "1", "true"),
                Arguments.of("{{ if gt $value 5.0 }}high{{ else }}low{{ end }}", "6", "high"),
                Arguments.of("{{ if gt $value 5.0 }}high{{ else }}low{{ end }}", "5", "low"),
                Arguments.of(
                        "{{ if eq $labels.job \"sre-app\" }}a{{ else if eq $labels.job \"x\" }}b{{ else }}c{{ end }}",
                        "1",
                        "a"),
                Arguments.of("{{ if and (ge $value 1.0) (lt $value 2.0) }}in{{ else }}out{{ end }}", "1.5", "in"),
                Arguments.of("{{ if or (not $labels.none) false }}none{{ end }}", "1", "none"),
                Arguments.of("{{ with $labels.job }}job {{ . }}{{ end }}", "1", "job sre-app"),
                Arguments.of("{{ with $labels.none }}x{{ else }}nothing{{ end }}", "1", "nothing"),
                Arguments.of("{{ $x := $value | humanize }}{{ $x }}!", "1500", "1.5k!"),
                Arguments.of("{{ $x := \"a\" }}{{ if true }}{{ $x = \"b\" }}{{ end }}{{ $x }}", "1", "b"),
                Arguments.of("a {{- /* comment */ -}} b", "1", "ab"),
                Arguments.of("a {{- \" \" -}} b", "1", "a b"),
                Arguments.of("{{ reReplaceAll \"(.*)-app\" \"$1\" $labels.job }}", "1", "sre"),
                Arguments.of("{{ reReplaceAll \"[aeiou]\" \"<${0}>\" $labels.job }}", "1", "sr<e>-<a>pp"),
                Arguments.of("{{ $labels.job | reReplaceAll \"^s(.)\" \"${1}x\" }}", "1", "rxe-app"),
                Arguments.of("{{ if match \"^sre\" $labels.job }}yes{{ end }}", "1", "yes"),
                Arguments.of("{{ index $labels \"job\" }}", "1", "sre-app"),
                Arguments.of("{{ index $labels \"no\" }}.", "1", "."),
                Arguments.of("{{ len $labels.job }} {{ len $labels }}", "1", "7 1"),
                Arguments.of("{{ title \"http errors of don't\" }}", "1", "Http Errors Of Don'T"),
                Arguments.of("{{ title \"aB c:9090 x_y 3com é-à\" }}", "1", "AB C:9090 X_y 3com É-À"),
                Arguments.of("{{ \"ÀB\" | toLower }}", "1", "àb"),
                Arguments.of("{{ print \"a\" 1 2 \"b\" }}", "1", "a1 2b"),
                Arguments.of("{{ println \"a\" 1 }}", "1", "a 1\n"),
                Arguments.of(
                        "{{ stripPort \"10.42.0.7:5000\" }} {{ stripDomain \"app.sre.local:5000\" }}",
                        "1",
                        "10.42.0.7 app:5000"),
                Arguments.of("{{ \"1h30m\" | parseDuration }}", "1", "5400"),
                Arguments.of("{{ humanizeDuration \"90\" }}", "1", "1m 30s"),
                Arguments.of("{{ 1500 | humanize }}", "1", "1.5k"),
                Arguments.of("{{ 0x10 }} {{ 1e3 }}", "1", "16 1000"),
                Arguments.of("{{ (printf \"%s\" $labels.job) | toUpper }}", "1", "SRE-APP"),
                Arguments.of("{{ with args \"a\" 2 }}{{ .arg1 }}{{ end }}", "1", "2"),
                Arguments.of("{{ `raw \\n` }}", "1", "raw \\n"),
                Arguments.of(
                        "{{ if gt $value 5 }}x{{ end }}",
                        "1",
                        "<error expanding template: error calling gt: incompatible types for comparison. Compare a value with a number that has a point, 5.0>"),
                Arguments.of("{{ $value | humanizeTimestamp }}", "1435065584.128", "2015-06-23 13:19:44.128 +0000 UTC"),
                Arguments.of("{{ $value | humanizePercentage }}", "0.98765", "98.77%"),
                Arguments.of("{{ html \"<a&b>\" }} {{ urlquery \"a b&c\" }}", "1", "&lt;a&amp;b&gt; a+b%26c"),
                Arguments.of("{{ ne $value 1.0 }} {{ le \"a\" \"b\" }}", "1", "false true"),
                Arguments.of("{{ $labels }}", "1", "map[job:sre-app]"),
                Arguments.of("{{ .Labels.job }} {{ $.Value }}", "2", "sre-app 2"));
    }

    @ParameterizedTest
    @MethodSource("numbersAndWords")
    void numbersAndWordsAreGos(String template, String value, String expected) {
        var values = values(Double.parseDouble(value));
        assertThat(Template.parse(template).fill(values)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{{ if $value }}x                 ; {{ end }} is missing",
                "{{ end }}                        ; without {{ if }}",
                "{{ if $value }}{{ else }}{{ else }}{{ end }} ; cannot stand there",
                "{{ $x }}                         ; undefined variable \"$x\"",
                "{{ if true }}{{ $y := 1 }}{{ end }}{{ $y }} ; undefined variable \"$y\"",
                "{{ tmpl \"x\" }}               ; is not supported here",
                "{{ range $value }}x            ; {{ end }} is missing",
                "{{ range }}x{{ end }}          ; a value is missing",
                "{{ range $i, $x := $labels }}x{{ end }}{{ $x }} ; undefined variable",
                "{{ range $labels }}{{ break }}{{ end }} ; \"break\" is not supported",
                "{{ template \"x\" }}            ; \"template\" is not supported",
                "{{ externalURL }}                ; the server's own address",
                "{{ humanize }}                   ; wrong number of args for humanize: want 1 got 0",
                "{{ $value | humanize 1 }}        ; wrong number of args for humanize: want 1 got 2",
                "{{ reReplaceAll \"a\" }}        ; wrong number of args for reReplaceAll: want 3 got 1",
                "{{ }}                            ; a value is missing",
                "{{ ($value }}                    ; a closing parenthesis is missing",
                "{{ $value $value }}              ; takes no arguments",
                "{{ $value | $value }}            ; only a function can stand behind |",
                "{{ ? }}                          ; cannot stand there",
            },
            quoteCharacter = '\0')
    void whatIsNoTemplateIsRefusedWhenItIsRead(String template, String message) {
        assertThatThrownBy(() -> Template.parse(template))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void anUnclosedActionIsRefused() {
        assertThatThrownBy(() -> Template.parse("{{ $value")).hasMessageContaining("unclosed action");
    }

    @Test
    void anUnknownFunctionIsRefusedByName() {
        assertThatThrownBy(() -> Template.parse("{{ $value | shout }}")).hasMessageContaining("\"shout\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            ignoreLeadingAndTrailingWhitespace = true,
            value = {
                "{{ range $i, $x := query `m` }}{{ $i }}={{ $x.Labels.n }}:{{ .Value }},{{ end }} ; 0=b:2,1=a:1.5,",
                "{{ range query `m` | sortByLabel `n` }}{{ .Labels.n }}{{ .Value | humanize }} {{ end }}. ; a1.5 b2 .",
                "{{ with query `m` }}{{ . | first | value | humanize }}{{ end }} ; 2",
                "{{ query `m` | first | label `n` }}/{{ len (query `m`) }}/{{ (index (query `m`) 1).Value }} ; b/2/1.5",
                "{{ range query `none` }}x{{ else }}nothing{{ end }} ; nothing",
                "{{ range $labels }}{{ . }}{{ end }} {{ range $k, $v := $labels }}{{ $k }}={{ $v }}{{ end }} ; sre-app job=sre-app",
                "{{ $s := `` }}{{ range $x := query `m` }}{{ $s = printf `%s%s` $s $x.Labels.n }}{{ end }}{{ $s }} ; ba",
                "{{ range query `m` }}{{ range query `m` }}{{ .Value }} {{ end }}{{ end }}. ; 2 1.5 2 1.5 .",
                "{{ if query `none` }}some{{ else }}none{{ end }} ; none",
                "{{ query `none` | first }} ; <error expanding template: error calling first: first() called on vector with no elements>",
                "{{ query `(` }} ; <error expanding template: error calling query: not that>",
                "{{ range $value }}x{{ end }} ; <error expanding template: range can't iterate over 1>",
                "{{ (query `m` | first).Nope }} ; <error expanding template: can't evaluate field Nope in type *template.sample>",
            })
    void aTemplateMayAskForOtherSeries(String template, String expected) {
        assertThat(Template.parse(template).fill(values(1))).isEqualTo(expected);
    }

    private static Template.Values values(double value) {
        return new Template.Values(
                value, Labels.of("job", "sre-app"), Labels.of("stack", "demo"), expression -> switch (expression) {
                    case "m" ->
                        List.of(
                                new Template.Queries.Answer(Labels.of(Labels.NAME, "m", "n", "b"), 2),
                                new Template.Queries.Answer(Labels.of(Labels.NAME, "m", "n", "a"), 1.5));
                    case "none" -> List.of();
                    default -> throw new IllegalArgumentException("not that");
                });
    }
}
