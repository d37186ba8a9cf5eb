package dev.sloconsole.view.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.session.Action;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.TrafficPlan.Mode;
import dev.sloconsole.view.fixture.Taught;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WaitingTest {

    @Test
    void timeIsToldAgainstWhatWasExpected() {
        assertThat(Waiting.words(Duration.ofSeconds(38), Optional.of(Duration.ofMinutes(4))))
                .isEqualTo("38 s of about 4 min");
        assertThat(Waiting.words(Duration.ofSeconds(260), Optional.of(Duration.ofMinutes(4))))
                .isEqualTo("4 min 20 s, 20 s longer than expected");
        assertThat(Waiting.words(Duration.ofSeconds(3), Optional.empty())).isEqualTo("3 s so far");
    }

    @Test
    void aDeploymentIsTimedFromItsBeginning() {
        var state = Taught.deploying(28).state();
        assertThat(Waiting.ofStack(state, state.at())).isEqualTo("7 s of about 15 s");
        assertThat(Waiting.ofStep(state.lesson().currentStep(), state, state.at()))
                .isEqualTo("7 s of about 15 s.");
        var deployed = Taught.deployed().state();
        assertThat(Waiting.ofStack(deployed, deployed.at())).isEmpty();
    }

    @Test
    void aDeletionIsTimedFromItsOwnBeginning() {
        var state = Taught.deployed()
                .at(100)
                .asks(Action.DELETE)
                .at(101)
                .stack("DELETE_IN_PROGRESS")
                .at(104)
                .state();
        assertThat(Waiting.ofStack(state, Duration.ofSeconds(104))).isEqualTo("3 s of about 15 s");
    }

    @Test
    void aStepIsTimedFromItsButtonOn() {
        var before = Taught.deployed().at(100).step("partial-failure").state();
        assertThat(waiting(before, 103)).isEqualTo("Takes about 1 min.");
        var during = Taught.deployed()
                .at(100)
                .step("partial-failure")
                .at(110)
                .traffic(Mode.PARTIAL_FAILURE)
                .state();
        assertThat(waiting(during, 120)).isEqualTo("10 s of about 1 min.");
    }

    private static String waiting(SessionState state, long now) {
        return Waiting.ofStep(state.lesson().currentStep(), state, Duration.ofSeconds(now));
    }
}
