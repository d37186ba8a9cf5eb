package dev.sloconsole.view.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.Stack;
import dev.sloconsole.view.fixture.RecordedClass;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LessonEndTest {

    @Test
    void aLessonIsOverWhenEveryStepIsDone() {
        assertThat(LessonEnd.reached(RecordedClass.killed(8.5))).isFalse();
        assertThat(LessonEnd.reached(done())).isTrue();
        assertThat(LessonEnd.reached(done().replayed())).as("in a recording").isFalse();
    }

    @Test
    void aLessonIsOverWhenItsStackWasDeletedAfterTheLastStep() {
        var last = RecordedClass.recovered().lesson();
        var entered = last.with(last.steps().getLast().entered(Duration.ofSeconds(1240)));
        var gone = new Stack("DELETE_COMPLETE", Optional.empty(), List.of(), List.of());
        assertThat(LessonEnd.reached(RecordedClass.recovered()
                        .next()
                        .lesson(entered)
                        .stack(gone)
                        .state()))
                .isTrue();
        assertThat(LessonEnd.reached(RecordedClass.normal().next().stack(gone).state()))
                .as("before the last step")
                .isFalse();
    }

    @Test
    void theEndSumsUpTheClassAndSaysWhereItsRecordingIs() {
        var end = LessonEnd.from(done(), List.of("/tmp/class.jsonl"));
        assertThat(end.figures())
                .extracting(LessonEnd.Figure::name)
                .containsExactly(
                        "Length of the class",
                        "Requests",
                        "of them failed",
                        "SLI of this window",
                        "Error budget",
                        "Outage at 5:03");
        assertThat(end.figures().getLast().value()).isEqualTo("11.2 s");
        assertThat(end.recording())
                .isEqualTo("Recorded in /tmp/class.jsonl.\nTo see it again: ./slo replay /tmp/class.jsonl");
        assertThat(end.deletable()).isTrue();
    }

    @Test
    void whoClosesTheWindowIsToldWhatBecomesOfStackAndRecording() {
        assertThat(Leaving.from(done(), List.of("/tmp/class.jsonl"))
                        .orElseThrow()
                        .explanation())
                .isEqualTo(
                        "The stack sre-slo-demo and its tasks end with the console. The recording stays in /tmp/class.jsonl.");
        assertThat(Leaving.from(done().withoutRecording(), List.of("/tmp/class.jsonl"))
                        .orElseThrow()
                        .explanation())
                .endsWith("The recording stays in /tmp/class.jsonl. It ends where the disk failed.");
        assertThat(Leaving.from(done().withoutRecording(), List.of())
                        .orElseThrow()
                        .explanation())
                .endsWith("This class is not recorded.");
        assertThat(Leaving.from(done().replayed(), List.of())).isEmpty();
    }

    @Test
    void everyFileOfAClassIsNamedThatWentOnInAnother() {
        var files = List.of("/tmp/class.jsonl", "/tmp/class-2.jsonl");
        assertThat(LessonEnd.from(done(), files).recording()).isEqualTo("""
                        Recorded in /tmp/class.jsonl and /tmp/class-2.jsonl; in between the disk failed.
                        To see it again: ./slo replay /tmp/class.jsonl
                        ./slo replay /tmp/class-2.jsonl""");
        assertThat(Leaving.from(done(), files).orElseThrow().explanation())
                .endsWith("The recording stays in /tmp/class.jsonl and /tmp/class-2.jsonl.");
    }

    private static SessionState done() {
        return RecordedClass.recovered();
    }
}
