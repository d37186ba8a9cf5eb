package dev.sloconsole.view.tiles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.view.Tone;
import dev.sloconsole.view.fixture.States;
import org.junit.jupiter.api.Test;

class TilesTest {

    @Test
    void noDataIsItsOwnStateAndNeverAFigure() {
        var state = States.empty();
        for (var tile : new Tile[] {
            SliTile.from(state), BudgetTile.from(state), BurnTile.from(state), AlertTile.from(state, state.at())
        }) {
            assertThat(tile.value()).isEqualTo("No data");
            assertThat(tile.tone()).isEqualTo(Tone.MUTED);
            assertThat(tile.note()).doesNotContain("100 %");
        }
    }

    @Test
    void usersSliStandsBesideWhatTheServerSays() {
        var tile = SliTile.from(States.justKilled());
        assertThat(tile.value()).isEqualTo("94.2 %");
        assertThat(tile.tone()).isEqualTo(Tone.BAD);
        assertThat(tile.note()).isEqualTo("objective 99 % · server says 99.9 %");
        assertThat(tile.formula()).contains("5,652 good ÷ 6,000 requests in 5 min = 0.9420").contains("good ÷ 20/s");
    }

    @Test
    void tonesFollowTheLessonsThresholds() {
        assertThat(SliTile.tone(0.99, 0.99)).isEqualTo(Tone.GOOD);
        assertThat(SliTile.tone(0.9899, 0.99)).isEqualTo(Tone.WARN);
        assertThat(SliTile.tone(0.97, 0.99)).isEqualTo(Tone.WARN);
        assertThat(SliTile.tone(0.9699, 0.99)).isEqualTo(Tone.BAD);
    }

    @Test
    void theBudgetSpeaksInFailuresFirst() {
        var tile = BudgetTile.from(States.partialFailure());
        assertThat(tile.value()).isEqualTo("137 of 360");
        assertThat(tile.note()).isEqualTo("38 % · 6 s of outage");
        assertThat(tile.tone()).isEqualTo(Tone.WARN);
        assertThat(tile.formula()).startsWith("planned: (1 − 0.99) × (12,000 seen + 20/s × 20 min) − 223 failed = 137 of 360")
                .contains("by what was seen only: 1 − (223 ÷ 12,000) ÷ (1 − 0.99) = −86 %");
    }

    @Test
    void anOverspentBudgetSaysByHowMuchAndIsNeverANegativePercentage() {
        var tile = BudgetTile.from(States.overspent());
        assertThat(tile.value()).isEqualTo("482 over");
        assertThat(tile.note()).isEqualTo("234 % used");
        assertThat(tile.tone()).isEqualTo(Tone.BAD);
        assertThat(tile.bar().orElseThrow().fraction()).isZero();
    }

    @Test
    void burnRateSaysWhenTheBudgetIsGone() {
        assertThat(BurnTile.from(States.partialFailure()).note()).isEqualTo("gone in 3 min 34 s at this pace");
        assertThat(BurnTile.from(States.healthy()).note()).isEqualTo("not gone by the window's end");
        assertThat(BurnTile.from(States.overspent()).note()).isEqualTo("overspent");
    }

    @Test
    void gravestAlertIsShownWithItsAge() {
        var state = States.justKilled();
        var tile = AlertTile.from(state, state.at());
        assertThat(tile.value()).isEqualTo("PAGE firing");
        assertThat(tile.note()).isEqualTo("ErrorBudgetBurnFast · since 15 s");
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
