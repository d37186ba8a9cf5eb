package dev.sloconsole.view.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.SessionState.LessonProgress;
import dev.sloconsole.session.SessionState.Staging;
import dev.sloconsole.session.SessionState.Step;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.fixture.RecordedClass;
import dev.sloconsole.view.timeline.TimelineModel.Stretch;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimelineModelTest {

    private static SessionState lasting(Optional<Duration> minutesOfEachStep) {
        var state = RecordedClass.normal();
        var steps = state.lesson().steps().stream()
                .map(step -> new Step(
                        step.id(),
                        step.title(),
                        step.text(),
                        step.notes(),
                        step.button(),
                        step.checkpoints(),
                        step.enteredAt(),
                        step.expectedWait(),
                        step.prediction(),
                        new Staging(Optional.empty(), minutesOfEachStep)))
                .toList();
        return state.next()
                .lesson(new LessonProgress(
                        steps, state.lesson().current(), state.lesson().message()))
                .state();
    }

    private static Duration axis(SessionState state, Duration now) {
        return TimelineModel.from(state, now, Optional.empty()).end();
    }

    @Test
    void axisIsAsLongAsTheLessonIsToLast() {
        var state = lasting(Optional.of(Duration.ofMinutes(5)));
        var whole = Duration.ofMinutes(5L * state.lesson().steps().size());
        assertThat(axis(state, Duration.ZERO)).isEqualTo(whole);
        assertThat(axis(state, whole.multipliedBy(9).dividedBy(10))).isEqualTo(whole);
    }

    @Test
    void axisOfALessonThatDoesNotSayIsAsLongAsTheWindow() {
        assertThat(axis(lasting(Optional.empty()), Duration.ofMinutes(28))).isEqualTo(Duration.ofMinutes(30));
    }

    /** A second moves what is drawn by two pixels at most, were it 1,800 wide. */
    @Test
    void axisNeverJumpsUnderTheCurve() {
        var state = lasting(Optional.empty());
        for (int second = 1; second < 3 * 3_600; second++) {
            double before = axis(state, Duration.ofSeconds(second - 1L)).toSeconds();
            double after = axis(state, Duration.ofSeconds(second)).toSeconds();
            assertThat((second - 1) / before - (second - 1) / after).isBetween(0.0, 2.0 / 1_800);
        }
    }

    @Test
    void recordingsAxisIsItsLength() {
        var model = TimelineModel.from(
                RecordedClass.normal(), RecordedClass.normal().at(), Optional.of(Duration.ofSeconds(456)));
        assertThat(model.end()).isEqualTo(Duration.ofSeconds(456));
    }

    @Test
    void alertsAreToldByWordColourAndHeight() {
        var model = TimelineModel.from(
                RecordedClass.recovered(), RecordedClass.recovered().at(), Optional.empty());
        assertThat(model.lanes().getLast().stretches())
                .extracting(Stretch::label, Stretch::tone, Stretch::height)
                .startsWith(
                        tuple("PAGE pending", Tone.WARN, 0.5),
                        tuple("PAGE over", Tone.MUTED, 0.15),
                        tuple("PAGE firing", Tone.BAD, 1.0),
                        tuple("TICKET firing", Tone.WARN, 1.0));
    }

    /** The resolver has said since 0:15 that there is no such name; the task runs from 0:40 on. */
    @Test
    void aNameThatNeverHadAnAddressIsNotMissed() {
        var model = TimelineModel.from(
                RecordedClass.deployed(), RecordedClass.deployed().at(), Optional.empty());
        assertThat(model.lanes().get(2).stretches()).extracting(Stretch::label).containsExactly("10.42.0.202");
    }

    @Test
    void hoverTellsWhatWasThere() {
        var model = TimelineModel.from(
                RecordedClass.recovered(), RecordedClass.recovered().at(), Optional.empty());
        assertThat(model.at(0, Duration.ofSeconds(200))).contains("Traffic: Partial failure 30 %");
        assertThat(model.at(1, Duration.ofSeconds(20))).isEmpty();
        assertThat(model.at(3, Duration.ofSeconds(310))).contains("Target: DOWN");
        assertThat(model.sliAt(Duration.ofSeconds(150))).contains("SLI: 100 %");
        assertThat(model.sliAt(Duration.ofSeconds(10))).isEmpty();
    }
}
