package dev.sloconsole.view.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.Source;
import dev.sloconsole.session.fold.Folded;
import dev.sloconsole.session.lesson.Lesson;
import dev.sloconsole.view.fixture.RecordedClass;
import dev.sloconsole.view.header.HeaderModel;
import dev.sloconsole.view.lesson.LessonModel.Mark;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LessonModelTest {

    private static LessonModel model(SessionState state) {
        return LessonModel.from(state, HeaderModel.from(state, state.at(), Source.LOCAL, Optional.empty()), state.at());
    }

    @Test
    void passedStepsAreTickedAndThePresentOneIsMarked() {
        var rows = model(RecordedClass.killed(8.5)).rows();
        assertThat(rows).hasSize(8);
        assertThat(rows.subList(0, 7)).extracting(LessonModel.Row::mark).containsOnly(Mark.DONE);
        assertThat(rows.getLast().current()).isTrue();
        assertThat(rows.getLast().mark()).isEqualTo(Mark.NOW);
        assertThat(rows.getLast().title()).isEqualTo("8  Full failure");
    }

    @Test
    void firstUnmetCheckpointIsTheOneTheClassWaitsFor() {
        assertThat(model(RecordedClass.killed(8.5)).card().orElseThrow().checks())
                .extracting(LessonModel.Check::mark)
                .containsExactly(Mark.DONE, Mark.DONE, Mark.DONE, Mark.NOW, Mark.TODO, Mark.TODO);
    }

    @Test
    void waysLeadToTheNeighbours() {
        assertThat(model(RecordedClass.begun()).previous()).isEmpty();
        assertThat(model(RecordedClass.begun()).next()).contains("deploy");
        assertThat(model(RecordedClass.killed(8.5)).previous()).contains("partial-failure");
        assertThat(model(RecordedClass.killed(8.5)).next()).isEmpty();
    }

    @Test
    void buttonOfAStepIsOnlyOfferedWhereItCanWork() {
        assertThat(model(RecordedClass.deploying())
                        .card()
                        .orElseThrow()
                        .button()
                        .orElseThrow()
                        .enabled())
                .isFalse();
        assertThat(model(RecordedClass.killed(8.5))
                        .card()
                        .orElseThrow()
                        .button()
                        .orElseThrow()
                        .enabled())
                .isTrue();
    }

    @Test
    void theImageIsPublishedOnceAtATimeAndOnlyWhereItHasToBe() {
        var state = Folded.initial(Lesson.builtIn().outline(Source.AWS)).state();
        var publishing = state.next()
                .ownership(state.ownership().withPublishing(Optional.of("pushing blob sha256:abc")))
                .state();

        assertThat(card(state, Source.LOCAL).button()).isEmpty();
        assertThat(card(state, Source.AWS).button().orElseThrow().enabled()).isTrue();
        assertThat(card(publishing, Source.AWS).button().orElseThrow().enabled())
                .isFalse();
        assertThat(card(publishing, Source.AWS).expectedWait())
                .isEqualTo("Building and pushing: pushing blob sha256:abc.");
    }

    private static LessonModel.Card card(SessionState state, Source badge) {
        return LessonModel.from(state, HeaderModel.from(state, state.at(), badge, Optional.empty()), state.at())
                .card()
                .orElseThrow();
    }

    @Test
    void aQuestionIsOpenUntilItsOutcomeIsKnownAndInAReplayItIsNot() {
        var guess =
                model(RecordedClass.alertFiring()).card().orElseThrow().guess().orElseThrow();
        assertThat(guess.question()).isEqualTo("How low will the SLI go?");
        assertThat(guess.unit()).isEqualTo("%");
        assertThat(guess.open()).isTrue();
        assertThat(guess.outcome()).isEqualTo("Guessed 95 %; so far 92.5 %.");
        assertThat(model(RecordedClass.alertFiring().replayed())
                        .card()
                        .orElseThrow()
                        .guess()
                        .orElseThrow()
                        .open())
                .isFalse();
        assertThat(model(RecordedClass.normal()).card().orElseThrow().guess()).isEmpty();
    }

    @Test
    void aGuessIsANumberWithAPointOrAComma() {
        assertThat(LessonModel.Guess.typed(" 95,5 ")).hasValue(95.5);
        assertThat(LessonModel.Guess.typed("-20.25")).hasValue(-20.25);
        assertThat(LessonModel.Guess.typed("")).isEmpty();
        assertThat(LessonModel.Guess.typed("95 %")).isEmpty();
        assertThat(LessonModel.Guess.typed("1e400")).isEmpty();
    }
}
