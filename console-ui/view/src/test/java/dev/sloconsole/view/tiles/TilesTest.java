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
        assertThat(tile.formula()).contains("good 5,808 / all 6,000").contains("sum(rate(2xx))");
    }

    @Test
    void tonesFollowTheLessonsThresholds() {
        assertThat(SliTile.tone(0.99, 0.99)).isEqualTo(Tone.GOOD);
        assertThat(SliTile.tone(0.9899, 0.99)).isEqualTo(Tone.WARN);
        assertThat(SliTile.tone(0.97, 0.99)).isEqualTo(Tone.WARN);
        assertThat(SliTile.tone(0.9699, 0.99)).isEqualTo(Tone.BAD);
    }

    @Test
    void overspentBudgetIsNegativeAndSaysSo() {
        var tile = BudgetTile.from(States.overspent());
        assertThat(tile.value()).isEqualTo("−134 %");
        assertThat(tile.note()).isEqualTo("overspent · 1,284 of 360 at 20/s");
        assertThat(tile.tone()).isEqualTo(Tone.BAD);
        assertThat(tile.formula()).contains("(1284 / 36,000)", "at current traffic: 20 requests/s");
        assertThat(tile.bar().orElseThrow().fraction()).isZero();
    }

    @Test
    void burnRateSaysWhenTheBudgetIsGone() {
        assertThat(BurnTile.from(States.partialFailure()).note()).isEqualTo("gone in 3 min 34 s at this rate");
        assertThat(BurnTile.from(States.healthy()).note()).isEqualTo("never gone at this rate");
        assertThat(BurnTile.from(States.overspent()).note()).isEqualTo("nothing left to burn");
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
