package dev.sloconsole.view.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.SessionState.Checkpoint;
import dev.sloconsole.session.SessionState.LessonProgress;
import dev.sloconsole.session.Stack;
import dev.sloconsole.view.fixture.States;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LessonEndTest {

    @Test
    void aLessonIsOverWhenEveryStepIsDone() {
        assertThat(LessonEnd.reached(States.justKilled())).isFalse();
        assertThat(LessonEnd.reached(done())).isTrue();
        assertThat(LessonEnd.reached(done().replayed())).as("in a recording").isFalse();
    }

    @Test
    void aLessonIsOverWhenItsStackWasDeletedAfterTheLastStep() {
        var last = States.recovered().lesson();
        var entered = last.with(last.steps().getLast().entered(States.s(1240)));
        var gone = new Stack("DELETE_COMPLETE", Optional.empty(), List.of(), List.of());
        assertThat(LessonEnd.reached(
                        States.recovered().next().lesson(entered).stack(gone).state()))
                .isTrue();
        assertThat(LessonEnd.reached(States.healthy().next().stack(gone).state()))
                .as("before the last step")
                .isFalse();
    }

    @Test
    void theEndSumsUpTheClassAndSaysWhereItsRecordingIs() {
        var end = LessonEnd.from(done(), Optional.of("/tmp/class.jsonl"));
        assertThat(end.figures())
                .extracting(LessonEnd.Figure::name)
                .containsExactly(
                        "Length of the class",
                        "Requests",
                        "of them failed",
                        "SLI of this window",
                        "Error budget",
                        "Outage at 21:02");
        assertThat(end.figures().getLast().value()).isEqualTo("12.6 s");
        assertThat(end.recording())
                .isEqualTo("Recorded in /tmp/class.jsonl. To see it again: ./slo replay /tmp/class.jsonl");
        assertThat(end.deletable()).isTrue();
    }

    @Test
    void whoClosesTheWindowIsToldWhatBecomesOfStackAndRecording() {
        assertThat(Leaving.from(done(), Optional.of("/tmp/class.jsonl"))
                        .orElseThrow()
                        .explanation())
                .isEqualTo(
                        "The stack sre-slo-demo and its tasks end with the console. The recording stays in /tmp/class.jsonl.");
        assertThat(Leaving.from(done().withoutRecording(), Optional.of("/tmp/class.jsonl"))
                        .orElseThrow()
                        .explanation())
                .endsWith("This class is not recorded.");
        assertThat(Leaving.from(done().replayed(), Optional.empty())).isEmpty();
    }

    private static SessionState done() {
        var state = States.recovered();
        var steps = state.lesson().steps().stream()
                .map(step -> step.entered(States.s(1240))
                        .with(step.checkpoints().stream()
                                .map(c -> new Checkpoint(c.id(), c.text(), Optional.of(States.s(1280))))
                                .toList()))
                .toList();
        return state.next()
                .lesson(new LessonProgress(steps, steps.size() - 1, "An SLO is a promise."))
                .state();
    }
}
