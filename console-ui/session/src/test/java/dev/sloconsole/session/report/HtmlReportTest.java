package dev.sloconsole.session.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.session.Fact;
import dev.sloconsole.session.Facts;
import dev.sloconsole.session.SessionEvent.StepEntered;
import dev.sloconsole.session.SessionState.Checkpoint;
import dev.sloconsole.session.SessionState.Step;
import dev.sloconsole.session.Source;
import dev.sloconsole.session.journal.Damage;
import dev.sloconsole.session.journal.Journal;
import dev.sloconsole.session.journal.JournalEntry;
import dev.sloconsole.session.journal.JournalHeader;
import dev.sloconsole.session.replay.Replay;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HtmlReportTest {

    private static final String EVIL = "<script>alert('x & \"y\"')</script> 100%s";

    private static Replay replay(List<Fact> facts, Damage damage) {
        var step = new Step(
                "one",
                EVIL,
                EVIL + "\n\n[a](javascript:x)",
                "",
                Optional.empty(),
                List.of(new Checkpoint("c", EVIL, Optional.empty())),
                Optional.empty());
        var header = new JournalHeader(
                EVIL, List.of(step), 0.99, Duration.ofMinutes(30), Source.LOCAL, EVIL, Facts.START, "t");
        var entries = facts.stream().<JournalEntry>map(JournalEntry.Known::new).toList();
        return Replay.of(new Journal(header, entries, damage));
    }

    @Test
    void whatTheLessonOrTheStackSaysIsShownAndNotObeyed() {
        var facts = Facts.begun().at(3).and(new StepEntered("one")).list();
        var html = HtmlReport.render(replay(facts, new Damage(List.of())));

        assertThat(html).doesNotContain("<script").doesNotContain("javascript:").contains(">a</a>").contains("&lt;script&gt;");
    }

    @Test
    void aSessionWithoutTrafficHasNoDataRatherThanAFigure() {
        var html = HtmlReport.render(replay(Facts.begun().list(), new Damage(List.of())));

        assertThat(html).contains("<b>no data</b>").doesNotContain("NaN").doesNotContain("100 %</b>");
    }

    @Test
    void aDamagedJournalIsSaidToBeOne() {
        var damage = new Damage(List.of(new Damage.Place(7, 1_234, 5, "the line could not be read")));

        assertThat(HtmlReport.render(replay(Facts.begun().list(), damage))).contains("line 7 (byte 1,234, 5 bytes lost)");
    }

    @Test
    void justBelowTheWholeIsNotTheWhole() {
        assertThat(Format.percent(1)).isEqualTo("100 %");
        assertThat(Format.percent(0.99999)).isEqualTo("99.999 %");
        assertThat(Format.percent(0.9)).isEqualTo("90 %");
        assertThat(Format.percent(-3)).isEqualTo("−300 %");
    }
}
