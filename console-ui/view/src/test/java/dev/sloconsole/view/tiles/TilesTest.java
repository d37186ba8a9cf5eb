package dev.sloconsole.view.tiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sloconsole.session.ErrorBudget.Standing;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.fixture.Budgets;
import dev.sloconsole.view.fixture.RecordedClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TilesTest {

    @Test
    void noDataIsItsOwnStateAndNeverAFigure() {
        var state = RecordedClass.begun();
        for (var tile : new Tile[] {SliTile.from(state), BurnTile.from(state), AlertTile.from(state, state.at())}) {
            assertThat(tile.value()).isEqualTo("No data");
            assertThat(tile.tone()).isEqualTo(Tone.MUTED);
            assertThat(tile.note()).doesNotContain("100 %", "forgives nothing");
        }
        assertThat(BudgetTile.from(state).value()).isEqualTo("Not begun");
    }

    @Test
    void usersSliStandsBesideWhatTheServerSays() {
        var tile = SliTile.from(RecordedClass.killed(8.5));
        assertThat(tile.value()).isEqualTo("90.1 %");
        assertThat(tile.tone()).isEqualTo(Tone.BAD);
        assertThat(tile.note()).isEqualTo("objective 99 % · server says 93.6 %");
        assertThat(tile.formula())
                .contains(
                        "SLI, 5 min: 3,804 ÷ 4,222 = 90.1 %",
                        "SLI, last 5 s: 0 ÷ 101 = 0 %", "SLI of this window: 3,804 ÷ 4,222 = 90.1 %", " = 93.6 %");
    }

    @Test
    void tonesFollowTheLessonsThresholds() {
        assertThat(SliTile.tone(0.99, 0.99)).isEqualTo(Tone.GOOD);
        assertThat(SliTile.tone(0.9899, 0.99)).isEqualTo(Tone.WARN);
        assertThat(SliTile.tone(0.97, 0.99)).isEqualTo(Tone.WARN);
        assertThat(SliTile.tone(0.9699, 0.99)).isEqualTo(Tone.BAD);
    }

    @Test
    void theBudgetIsSaidInFailuresFirst() {
        var state = RecordedClass.alertFiring();
        var tile = BudgetTile.from(state);
        assertThat(tile.value()).isEqualTo("181 of 360");
        assertThat(tile.words()).isEqualTo("failures left");
        assertThat(tile.note()).isEqualTo("50 % · gone in 30 s at this pace");
        assertThat(tile.tone()).isEqualTo(Tone.WARN);
        assertThat(tile.bar().orElseThrow().steady().orElseThrow()).isCloseTo(1 - 119.096 / 1800.0, within(1e-4));
        assertThat(BudgetTile.from(RecordedClass.normal()).note()).isEqualTo("100 % · 18 s of outage");
    }

    @Test
    void anOverspentBudgetIsNeverNegative() {
        var tile = BudgetTile.from(RecordedClass.recovered());
        assertThat(tile.value()).isEqualTo("117 over");
        assertThat(tile.words()).isEmpty();
        assertThat(tile.note()).isEqualTo("132 % used · overspent");
        assertThat(tile.tone()).isEqualTo(Tone.BAD);
        assertThat(tile.bar().orElseThrow().fraction()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"PAUSED, paused: alerts hold", "TOO_LITTLE_OBSERVED, only 72 % seen: alerts hold"})
    void aBudgetThatNobodyIsJudgedByHasNoAlarmingTone(Standing standing, String words) {
        var tile = BudgetTile.of(Budgets.standing(standing, 370, 560));
        assertThat(tile.stale()).contains(words);
        assertThat(tile.tone()).isEqualTo(Tone.MUTED);
        assertThat(tile.value()).isEqualTo("200 over");
    }

    @Test
    void aWindowThatHasNotBegunIsPlannedAndNotSpent() {
        var tile = BudgetTile.of(Budgets.standing(Standing.NOT_BEGUN, 0, 0));
        assertThat(tile.value()).isEqualTo("Not begun");
        assertThat(tile.note()).isEqualTo("360 failures, at 20/s as planned");
        assertThat(tile.bar()).isEmpty();
    }

    @Test
    void burnRateSaysWhenTheBudgetIsGone() {
        assertThat(BurnTile.from(RecordedClass.alertFiring()).note()).isEqualTo("budget gone in 30 s at this pace");
        var young = BurnTile.from(RecordedClass.burning());
        assertThat(young.value()).as("of twenty seconds, fifteen of which burn").isEqualTo("22.2 ×");
        assertThat(young.note()).as("by which it is gone sooner").isEqualTo("last 5 s: 30 times, gone in 45 s");
        assertThat(BurnTile.from(RecordedClass.normal()).note()).isEqualTo("outlasts the window at this pace");
        assertThat(BurnTile.from(RecordedClass.recovered()).note()).isEqualTo("nothing left to burn");
        var again = BurnTile.from(RecordedClass.moment("normal-again"));
        assertThat(again.value()).as("of twenty seconds").isEqualTo("16.5 ×");
        assertThat(again.note()).as("what does not go on").isEqualTo("less in the last 5 s");
        assertThat(BurnTile.from(RecordedClass.alertFiring()).formula())
                .isEqualTo("120 failed ÷ ((1 − 0.99) × 400 requests) = 30.0 ×");
    }

    @Test
    void gravestAlertIsShownWithItsAge() {
        var state = RecordedClass.killed(8.5);
        var tile = AlertTile.from(state, state.at());
        assertThat(tile.value()).isEqualTo("PAGE firing");
        assertThat(tile.note()).isEqualTo("ErrorBudgetBurnPageFast · for 0:01");
        assertThat(tile.tone()).isEqualTo(Tone.BAD);
    }

    @Test
    void lostPrometheusLeavesStaleBadgesAndNoFalseCalm() {
        var state = RecordedClass.prometheusLost();
        var alert = AlertTile.from(state, state.at());
        assertThat(alert.value()).isEqualTo("Unknown");
        assertThat(alert.stale()).contains("23 s old");
        assertThat(SliTile.from(state).stale()).contains("server: 25 s old");
    }

    @Test
    void aPrometheusThatWentWithTheStackIsNotMissed() {
        var state = RecordedClass.moment("deleted");
        var alert = AlertTile.from(state, state.at());
        assertThat(alert.value()).isEqualTo("No data");
        assertThat(alert.note()).isEqualTo("Prometheus went with the stack");
        assertThat(alert.stale()).isEmpty();
        assertThat(SliTile.from(state).stale()).isEmpty();
    }
}
