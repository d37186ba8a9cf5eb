package dev.sloconsole.prometheus.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sloconsole.prometheus.series.Labels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
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
        var values = new Template.Values(value, Labels.of("job", "sre-app"), Labels.of("stack", "demo"));
        assertThat(Template.parse(template).fill(values)).isEqualTo(expected);
    }

    @Test
    void anUnclosedActionIsRefused() {
        assertThatThrownBy(() -> Template.parse("{{ $value")).hasMessageContaining("unclosed action");
    }

    @Test
    void anUnknownFunctionIsRefusedByName() {
        assertThatThrownBy(() -> Template.parse("{{ $value | shout }}")).hasMessageContaining("\"shout\"");
    }
}
