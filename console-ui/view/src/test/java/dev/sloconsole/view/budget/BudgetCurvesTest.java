package dev.sloconsole.view.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sloconsole.session.TrafficPlan.Mode;
import dev.sloconsole.view.fixture.Taught;
import org.junit.jupiter.api.Test;

class BudgetCurvesTest {

    private static BudgetCurves curves(int seconds) {
        var taught = Taught.begun();
        taught.at(0).traffic(Mode.NORMAL);
        int failing = Math.min(seconds, 240);
        taught.seconds(0, Math.min(seconds, 180), 20, 0, 0);
        if (seconds > 180) {
            taught.seconds(180, failing, 14, 6, 0);
        }
        if (seconds > 240) {
            taught.seconds(240, seconds, 20, 0, 0);
        }
        return BudgetCurves.from(taught.state()).orElseThrow();
    }

    @Test
    void bothBeginWholeAndSeenOnlyFallsMuchDeeperEarlyOn() {
        var last = curves(240).points().getLast();
        assertThat(curves(180).points()).allSatisfy(p -> {
            assertThat(p.planned()).isEqualTo(1);
            assertThat(p.seen()).isEqualTo(1);
        });
        assertThat(last.planned()).isCloseTo(0, within(0.01));
        assertThat(last.seen()).isCloseTo(1 - 360 / (0.01 * 4_800), within(0.05));
    }

    @Test
    void theyMeetAtTheEndOfTheWindow() {
        var last = curves(1_799).points().getLast();
        assertThat(last.planned()).isCloseTo(last.seen(), within(0.01));
    }
}
