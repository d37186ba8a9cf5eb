package dev.sloconsole.view.playback;

import static dev.sloconsole.session.Facts.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.session.Facts;
import dev.sloconsole.session.SessionEvent.ObjectiveChanged;
import dev.sloconsole.session.Source;
import dev.sloconsole.session.journal.Damage;
import dev.sloconsole.session.journal.Journal;
import dev.sloconsole.session.journal.JournalEntry;
import dev.sloconsole.session.journal.JournalHeader;
import dev.sloconsole.session.lesson.Lesson;
import dev.sloconsole.session.replay.Replay;
import dev.sloconsole.view.playback.Chapters.Chapter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChaptersTest {

    private final Replay lesson = replay(Facts.wholeLesson());

    private static Replay replay(Facts facts) {
        var header = new JournalHeader(
                "SLIs, SLOs and error budgets",
                Lesson.builtIn().outline(Source.LOCAL),
                0.99,
                Duration.ofMinutes(30),
                Source.LOCAL,
                "sre-slo-demo",
                Facts.START,
                "t");
        var entries =
                facts.list().stream().<JournalEntry>map(JournalEntry.Known::new).toList();
        return Replay.of(new Journal(header, entries, new Damage(List.of())));
    }

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
        assertThat(Chapters.of(replay(Facts.begun().and(new ObjectiveChanged(0.999, Duration.ofMinutes(10))))))
                .extracting(Chapter::title)
                .containsExactly("Objective 99.9 % over 10 min");
    }
}
