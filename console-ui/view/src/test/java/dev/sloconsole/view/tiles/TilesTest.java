package dev.sloconsole.view.tiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sloconsole.session.ErrorBudget.Standing;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.fixture.Budgets;
import dev.sloconsole.view.fixture.States;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TilesTest {

    @Test
    void noDataIsItsOwnStateAndNeverAFigure() {
        var state = States.empty();
        for (var tile : new Tile[] {
            SliTile.from(state), BudgetTile.from(state), BurnTile.from(state), AlertTile.from(state, state.at())
        }) {
            assertThat(tile.value()).isEqualTo("No data");
            assertThat(tile.tone()).isEqualTo(Tone.MUTED);
            assertThat(tile.note()).doesNotContain("100 %", "forgives nothing");
        }
    }

    @Test
    void usersSliStandsBesideWhatTheServerSays() {
        var tile = SliTile.from(States.justKilled());
        assertThat(tile.value()).isEqualTo("94.2 %");
        assertThat(tile.tone()).isEqualTo(Tone.BAD);
        assertThat(tile.note()).isEqualTo("objective 99 % · server says 99.9 %");
        assertThat(tile.formula())
                .contains(
                        "SLI, 5 min: 5,653 ÷ 6,000 = 94.2 %",
                        "SLI, last 5 s: ", "SLI of this window: ", "20/s ÷ 20/s = 99.9 %");
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
        var state = States.partialFailure();
        var tile = BudgetTile.from(state);
        assertThat(tile.value()).isEqualTo("137 of 360");
        assertThat(tile.words()).isEqualTo("failures left");
        assertThat(tile.note()).isEqualTo("38 % · gone in 3 min 34 s at this pace");
        assertThat(tile.tone()).isEqualTo(Tone.WARN);
        assertThat(tile.bar().orElseThrow().steady().orElseThrow()).isCloseTo(1 - 534 / 1800.0, within(1e-9));
        assertThat(BudgetTile.from(States.healthy()).note()).isEqualTo("100 % · 18 s of outage");
    }

    @Test
    void anOverspentBudgetIsNeverNegative() {
        var tile = BudgetTile.from(States.overspent());
        assertThat(tile.value()).isEqualTo("482 over");
        assertThat(tile.words()).isEmpty();
        assertThat(tile.note()).isEqualTo("234 % used · overspent");
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
        assertThat(BurnTile.from(States.partialFailure()).note()).isEqualTo("budget gone in 3 min 34 s at this pace");
        assertThat(BurnTile.from(States.healthy()).note()).isEqualTo("outlasts the window at this pace");
        assertThat(BurnTile.from(States.overspent()).note()).isEqualTo("nothing left to burn");
        assertThat(BurnTile.from(States.partialFailure()).formula())
                .isEqualTo("12 failed ÷ ((1 − 0.99) × 375 requests) = 3.2 ×");
    }

    @Test
    void gravestAlertIsShownWithItsAge() {
        var state = States.justKilled();
        var tile = AlertTile.from(state, state.at());
        assertThat(tile.value()).isEqualTo("PAGE firing");
        assertThat(tile.note()).isEqualTo("ErrorBudgetBurnPageFast · for 0:15");
        assertThat(tile.tone()).isEqualTo(Tone.BAD);
    }

    @Test
    void lostPrometheusLeavesStaleBadgesAndNoFalseCalm() {
        var state = States.lostPrometheus();
        var alert = AlertTile.from(state, state.at());
        assertThat(alert.value()).isEqualTo("Unknown");
        assertThat(alert.stale()).contains("23 s old");
        assertThat(SliTile.from(state).stale()).contains("server: 23 s old");
    }
}
