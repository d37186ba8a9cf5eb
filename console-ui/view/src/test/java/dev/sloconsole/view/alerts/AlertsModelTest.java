package dev.sloconsole.view.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.session.SloFigures.BurnAlert;
import dev.sloconsole.session.SloFigures.Verdict;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.alerts.AlertsModel.Policy;
import dev.sloconsole.view.alerts.AlertsModel.Row;
import dev.sloconsole.view.fixture.RecordedClass;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlertsModelTest {

    @Test
    void everyAlertShowsBothBurnRatesAgainstItsThreshold() {
        var model = AlertsModel.from(RecordedClass.killed(8.5));
        assertThat(model.judgedBy())
                .isEqualTo(
                        "the console's word, by what the users got, for 99 % over 30 min; the tile has Prometheus's");
        assertThat(model.rows()).extracting(Row::threshold).containsExactly("14.4 ×", "6 ×", "3 ×", "1 ×");
        var first = model.rows().getFirst();
        assertThat(first.severity()).isEqualTo("PAGE");
        assertThat(first.verdict()).isEqualTo("FIRES");
        assertThat(first.tone()).isEqualTo(Tone.BAD);
        assertThat(first.longWindow()).isEqualTo(new AlertsModel.Window("40 s", "20.1 ×", true, 0.5 * 20.125 / 14.4));
        assertThat(first.shortWindow()).isEqualTo(new AlertsModel.Window("20 s", "40.3 ×", true, 1));
        assertThat(first.budgetUsed()).isEqualTo("32 %");
        assertThat(first.why())
                .isEqualTo("40 s burn 20.1 × and 20 s burn 40.3 ×, both above 14.4 ×."
                        + " In 40 s that is 32 % of a window's budget.");
    }

    @Test
    void anAlertThatDoesNotFireSaysWhatKeepsIt() {
        var rows = AlertsModel.from(RecordedClass.alertFiring()).rows();
        assertThat(rows)
                .extracting(Row::verdict)
                .containsExactly("FIRES", "FIRES", "not for long enough", "not for long enough");
        assertThat(rows.get(2).longWindow().above()).isFalse();
        assertThat(rows.get(2).shortWindow().above()).isTrue();
        assertThat(rows.get(2).tone()).isEqualTo(Tone.WARN);
    }

    @Test
    void aMonthsPolicyStandsBesideThem() {
        assertThat(AlertsModel.from(RecordedClass.begun()).production())
                .containsExactly(
                        new Policy("PAGE", "14.4 ×", "1 h and 5 min", "2 %"),
                        new Policy("PAGE", "6 ×", "6 h and 30 min", "5 %"),
                        new Policy("TICKET", "3 ×", "1 day and 2 h", "10 %"),
                        new Policy("TICKET", "1 ×", "3 days and 6 h", "10 %"));
    }

    @Test
    void nothingIsJudgedBeforeThereAreFigures() {
        assertThat(AlertsModel.from(RecordedClass.begun()).rows())
                .extracting(Row::verdict)
                .containsOnly("no data");
    }

    @Test
    void anAlertThatCannotWorkSaysThatItIsLeftOutAndWhy() {
        var state = RecordedClass.normal();
        var outOfReach = leftOut(state.figures().burnAlerts().getFirst(), Verdict.THRESHOLD_OUT_OF_REACH);
        var tooLong = leftOut(state.figures().burnAlerts().getLast(), Verdict.LONG_WINDOW_TOO_LONG);
        assertThat(BurnWords.why(outOfReach, state.figures(), Duration.ofMinutes(10)))
                .isEqualTo("Left out: not even a full outage burns faster than 14.4 ×.");
        assertThat(BurnWords.why(tooLong, state.figures(), Duration.ofMinutes(10)))
                .isEqualTo("Left out: 15 min are more than half of a window of 10 min.");
    }

    private static BurnAlert leftOut(BurnAlert a, Verdict why) {
        return new BurnAlert(
                a.name(),
                a.severity(),
                a.share(),
                a.burn(),
                a.longWindow(),
                a.shortWindow(),
                Optional.empty(),
                Optional.empty(),
                a.needed(),
                why,
                Optional.of(Duration.ofMinutes(12)));
    }
}
