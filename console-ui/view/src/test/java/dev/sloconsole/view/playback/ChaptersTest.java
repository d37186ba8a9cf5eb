package dev.sloconsole.view.playback;

import static dev.sloconsole.session.Facts.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.session.Facts;
import dev.sloconsole.session.SessionEvent.ObjectiveChanged;
import dev.sloconsole.session.replay.Replay;
import dev.sloconsole.view.playback.Chapters.Chapter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ChaptersTest {

    private final Replay lesson = Facts.recorded(Facts.wholeLesson().list());

    @Test
    void chaptersAreTheStepsAndWhatTheInstructorDid() {
        assertThat(Chapters.of(lesson))
                .extracting(Chapter::title)
                .containsExactly(
                        "1 " + lesson.header().steps().get(0).title(),
                        "2 " + lesson.header().steps().get(1).title(),
                        "Deploy",
                        "3 " + lesson.header().steps().get(2).title(),
                        "4 " + lesson.header().steps().get(3).title(),
                        "5 " + lesson.header().steps().get(4).title(),
                        "6 " + lesson.header().steps().get(5).title(),
                        "Traffic: normal",
                        "7 " + lesson.header().steps().get(6).title(),
                        "Traffic: partial failure",
                        "Traffic: normal",
                        "8 " + lesson.header().steps().get(7).title(),
                        "Kill",
                        "Traffic off",
                        "Delete");
        assertThat(Chapters.of(lesson))
                .filteredOn(c -> c.kind() == Chapters.Kind.KILL)
                .extracting(Chapter::at)
                .containsExactly(seconds(400));
        assertThat(Chapters.of(Facts.recorded(Facts.begun()
                        .and(new ObjectiveChanged(0.999, Duration.ofMinutes(10)))
                        .list())))
                .extracting(Chapter::title)
                .containsExactly("Objective 99.9 % over 10 min");
    }
}
