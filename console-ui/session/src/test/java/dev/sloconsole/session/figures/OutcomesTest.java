package dev.sloconsole.session.figures;

import static dev.sloconsole.session.Facts.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.session.Action;
import dev.sloconsole.session.Fact;
import dev.sloconsole.session.Facts;
import dev.sloconsole.session.Prediction;
import dev.sloconsole.session.Prediction.Measure;
import dev.sloconsole.session.SessionEvent.ActionFailed;
import dev.sloconsole.session.SessionEvent.ActionRequested;
import dev.sloconsole.session.SessionEvent.PredictionMade;
import dev.sloconsole.session.SessionEvent.SessionEnded;
import dev.sloconsole.session.SessionState.Step;
import dev.sloconsole.session.StepButton;
import dev.sloconsole.session.TrafficPlan.Mode;
import dev.sloconsole.session.fold.Folded;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutcomesTest {

    private static Step step(String id, Measure of, Optional<StepButton> action) {
        return new Step(
                id,
                id,
                "",
                "",
                action,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Prediction.asked("What will it be?", of)));
    }

    /** A lesson of two steps, the first with the question. */
    private static Prediction outcome(Measure of, Optional<StepButton> action, Facts facts) {
        var last = new Step("last", "Last", "", "", Optional.empty(), List.of(), Optional.empty());
        var projection = new Projection(Folded.initial(List.of(step("asked", of, action), last)));
        for (Fact fact : facts.list()) {
            projection.apply(fact);
        }
        return projection
                .folded()
                .state()
                .lesson()
                .steps()
                .getFirst()
                .prediction()
                .orElseThrow();
    }

    private static Optional<Double> value(Prediction prediction) {
        return prediction.measured().flatMap(Prediction.Measurement::value);
    }

    private static Optional<StepButton> action(String kind) {
        return StepButton.of(kind, "Press");
    }

    @Test
    void theLowestSliIsComparedWithTheGuess() {
        var facts = Facts.begun().at(1).step("asked").and(new PredictionMade("asked", 95));
        facts.at(2).counted(100, 0, 0).at(3).counted(40, 20, 0).at(4).counted(340, 0, 0);
        var soFar = outcome(Measure.SLI, Optional.empty(), facts);
        assertThat(value(soFar)).contains(87.5);
        assertThat(soFar.settled()).isFalse();

        var known = outcome(
                Measure.SLI, Optional.empty(), facts.at(5).step("last").at(6).counted(0, 500, 0));
        assertThat(known.settled()).isTrue();
        assertThat(value(known)).contains(87.5);
    }

    @Test
    void measuringBeginsWithTheStepsButton() {
        var facts = Facts.begun().at(1).step("asked").at(2).counted(1, 1, 0);
        var kill = action("traffic-partial-failure");
        assertThat(outcome(Measure.BURN_RATE, kill, facts).measured()).isEmpty();

        facts.at(30)
                .traffic(Mode.PARTIAL_FAILURE)
                .at(31)
                .counted(90, 10, 0)
                .at(60)
                .step("last");
        var known = outcome(Measure.BURN_RATE, kill, facts);
        assertThat(known.measured().orElseThrow().from()).isEqualTo(seconds(30));
        assertThat(value(known)).contains(10.0);
    }

    @Test
    void trafficThatFlowsAlreadyIsMeasuredFromTheEnteringOn() {
        var facts = Facts.begun()
                .at(1)
                .traffic(Mode.PARTIAL_FAILURE)
                .at(2)
                .step("asked")
                .at(3)
                .counted(3, 1, 0);

        assertThat(value(outcome(Measure.SLI, action("traffic-partial-failure"), facts)))
                .contains(75.0);
    }

    @Test
    void aStepThatWasOnlyPassedByWaitsForTheClassToComeBack() {
        var facts = Facts.begun().at(1).step("asked").at(2).step("last").at(3).step("asked");
        facts.and(new PredictionMade("asked", 50));
        facts.at(4).traffic(Mode.NORMAL).at(5).counted(1, 1, 0).at(6).step("last");

        assertThat(value(outcome(Measure.SLI, action("traffic-normal"), facts))).contains(50.0);
    }

    @Test
    void aGuessAfterTheOutcomeIsNone() {
        var facts = Facts.begun().at(1).step("asked").and(new PredictionMade("asked", 90));
        facts.and(new PredictionMade("asked", 80)).at(2).counted(9, 1, 0).at(3).step("last");
        var known = outcome(Measure.SLI, Optional.empty(), facts.at(4).and(new PredictionMade("asked", 90)));

        assertThat(known.guess()).contains(new Prediction.Guess(80, seconds(1)));
        assertThat(value(known)).contains(90.0);
    }

    @Test
    void withoutTrafficThereIsNothingToCompareWith() {
        var facts = Facts.begun()
                .at(1)
                .step("asked")
                .and(new PredictionMade("asked", 99))
                .at(9)
                .and(new SessionEnded());

        assertThat(value(outcome(Measure.BUDGET, Optional.empty(), facts))).isEmpty();
    }

    @Test
    void usersAreServedAgainSoManySecondsAfterTheKill() {
        var facts =
                Facts.begun().task(Facts.OLD_TASK, Facts.OLD, "RUNNING").at(1).step("asked");
        facts.and(new PredictionMade("asked", 5)).at(10).and(new ActionRequested(Action.KILL, Facts.OLD_TASK));
        facts.at(11).counted(0, 0, 20).at(18.5).counted(3, 0, 17);

        var known = outcome(Measure.SERVED_AGAIN, action("kill"), facts);
        assertThat(value(known)).contains(8.5);
        assertThat(known.measured().orElseThrow().until()).contains(seconds(18.5));
    }

    @Test
    void aRefusedKillMeasuresNothingAndCanBeTriedAgain() {
        var facts =
                Facts.begun().task(Facts.OLD_TASK, Facts.OLD, "RUNNING").at(1).step("asked");
        facts.at(10)
                .and(new ActionRequested(Action.KILL, ""))
                .at(11)
                .and(new ActionFailed(Action.KILL, "It answered 503."));
        assertThat(outcome(Measure.SERVED_AGAIN, action("kill"), facts).measured())
                .isEmpty();

        facts.at(20)
                .and(new ActionRequested(Action.KILL, ""))
                .at(21)
                .counted(0, 0, 1)
                .at(24)
                .counted(1, 0, 0);
        assertThat(value(outcome(Measure.SERVED_AGAIN, action("kill"), facts))).contains(4.0);
    }

    @Test
    void theServersSliIsMeasuredOnlyWhileItCountsRequests() {
        var facts = Facts.begun().at(1).step("asked");
        facts.at(6).scraped(Facts.OLD_TASK, Facts.OLD, 0, 0).at(11).scraped(Facts.OLD_TASK, Facts.OLD, 0, 0);
        assertThat(value(outcome(Measure.SERVER_SLI, Optional.empty(), facts))).isEmpty();

        facts.at(16).scraped(Facts.OLD_TASK, Facts.OLD, 75, 25).at(17).step("last");
        assertThat(value(outcome(Measure.SERVER_SLI, Optional.empty(), facts))).contains(75.0);
    }
}
