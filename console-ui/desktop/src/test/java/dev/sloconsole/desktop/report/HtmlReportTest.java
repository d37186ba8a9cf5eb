package dev.sloconsole.desktop.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.prometheus.watch.MetricFact.AlertChanged;
import dev.sloconsole.session.Action;
import dev.sloconsole.session.Fact;
import dev.sloconsole.session.Facts;
import dev.sloconsole.session.SessionEvent.ActionFailed;
import dev.sloconsole.session.SessionEvent.ActionRequested;
import dev.sloconsole.session.SessionEvent.MetricsObserved;
import dev.sloconsole.session.SessionEvent.ObjectiveChanged;
import dev.sloconsole.session.SessionEvent.PredictionMade;
import dev.sloconsole.session.SessionEvent.StepEntered;
import dev.sloconsole.session.SessionEvent.TrafficChanged;
import dev.sloconsole.session.SessionState.Checkpoint;
import dev.sloconsole.session.SessionState.Step;
import dev.sloconsole.session.Source;
import dev.sloconsole.session.TrafficPlan;
import dev.sloconsole.session.TrafficPlan.Mode;
import dev.sloconsole.session.journal.Damage;
import dev.sloconsole.session.journal.Journal;
import dev.sloconsole.session.journal.JournalEntry;
import dev.sloconsole.session.journal.JournalHeader;
import dev.sloconsole.session.lesson.Lesson;
import dev.sloconsole.session.replay.Replay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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

        assertThat(html)
                .doesNotContain("<script")
                .doesNotContain("javascript:")
                .contains(">a</a>")
                .contains("&lt;script&gt;");
    }

    @Test
    void aSessionWithoutTrafficHasNoDataRatherThanAFigure() {
        var html = HtmlReport.render(replay(Facts.begun().list(), new Damage(List.of())));

        assertThat(html).contains("<b>No data <").doesNotContain("NaN").doesNotContain("100 % <");
    }

    @Test
    void aDamagedJournalIsSaidToBeOne() {
        var damage = new Damage(List.of(new Damage.Place(7, 1_234, 5, "the line could not be read")));

        assertThat(HtmlReport.render(replay(Facts.begun().list(), damage)))
                .contains("line 7 (byte 1,234, 5 bytes lost)");
    }

    /** The whole lesson with guesses, a second outage, bursts, another objective and an alert that is over. */
    private static String busyClass() {
        var lesson = Lesson.builtIn();
        var more = new Facts().at(100).and(new TrafficChanged(new TrafficPlan(Mode.BURST, 20, 30)));
        more.at(170).and(new ObjectiveChanged(0.999, Duration.ofMinutes(10)));
        more.at(180).and(new ObjectiveChanged(0.99, Duration.ofMinutes(30)));
        more.at(199).and(new PredictionMade("partial-failure", 95));
        more.at(215).and(alert("ErrorBudgetBurnTicket", "pending"));
        more.at(225).and(alert("ErrorBudgetBurnTicket", "firing"));
        more.at(330).and(alert("ErrorBudgetBurnTicket", "inactive"));
        more.at(399).and(new PredictionMade("full-failure", 20));
        more.at(500).and(new ActionRequested(Action.KILL, Facts.NEW_TASK));
        more.at(501).and(new ActionFailed(Action.STOP_TASK, "ECS refused <it>."));
        var sorted = Stream.concat(Facts.wholeLesson().list().stream(), more.list().stream())
                .sorted(Comparator.comparing(Fact::at))
                .toList();
        var entries = new ArrayList<JournalEntry>();
        sorted.forEach(f -> entries.add(new JournalEntry.Known(new Fact(entries.size() + 1, f.at(), f.event()))));
        var header = new JournalHeader(
                lesson.title(),
                lesson.message(),
                lesson.outline(Source.LOCAL),
                0.99,
                Duration.ofMinutes(30),
                Source.LOCAL,
                "sre-slo-demo",
                Facts.START,
                "t");
        return HtmlReport.render(Replay.of(new Journal(header, entries, new Damage(List.of()))));
    }

    private static MetricsObserved alert(String name, String state) {
        return new MetricsObserved(new AlertChanged(name, "ticket", state, "It burns."));
    }

    /** The text of a page, without its markup. */
    private static String words(String html) {
        return html.replaceAll("(?s)<style>.*?</style>", "")
                .replaceAll("<[^>]*>", " ")
                .replaceAll("\\s+", " ");
    }

    @Test
    void theWholeLessonIsToldWithoutANetwork() {
        assertThat(busyClass())
                .contains(
                        "<title>SLIs, SLOs and error budgets</title>",
                        "<svg",
                        "9f3c…b1 · 10.42.0.87",
                        "prefers-color-scheme")
                .contains(
                        "Users are served again",
                        "÷ (1 − 0.99)",
                        "<strong>SRE is not about 100\u00a0% uptime. It is about managing risk")
                .doesNotContain("http://www", "<script", "src=", "%s");
    }

    @Test
    void predictionsAreComparedWithWhatHappened() {
        assertThat(words(busyClass()))
                .contains("How low will the SLI go? 95 % at 3:19 89.0 % lowest SLI, as the users saw it")
                .contains("Guessed 95 %, it was 89.0 %: 6 points too hopeful.")
                .contains("Guessed 20 s, it was 9.0 s: 11 s too gloomy.")
                .contains("It is about managing risk with data .");
    }

    @Test
    void everyAlertSaysWhenItFiredAndTheBurnAlertsSayWhyTheyDoOrDoNot() {
        assertThat(words(busyClass()))
                .contains("ErrorBudgetBurnTicket ticket 3:35 3:45 5:30 It burns.")
                .contains("ErrorBudgetBurnPageFast page – 6:43 not by the end burning")
                .contains("At the worst moment, 6:48", "FIRES PAGE at 14.4 × 40 s and 20 s: 40 s burn 20.0 ×")
                .contains("In the last second with traffic, 9:59", "quiet PAGE at 14.4 × 40 s and 20 s:");
    }

    @Test
    void everyOutageIsShown() {
        assertThat(words(busyClass()))
                .contains("Outage 1 of 2 The task at 10.42.0.23 was lost at 6:40; its replacement has 10.42.0.87 ."
                        + " 160 requests failed until users were served again.")
                .contains("Outage 2 of 2 The task at 10.42.0.87 was lost at 8:20; its replacement has not been"
                        + " seen .");
    }

    @Test
    void whatTheClassDidStandsInTheOrderOfTime() {
        assertThat(words(busyClass()))
                .containsSubsequence(
                        "0:30 Normal: 20 requests/s.",
                        "1:40 Burst: 20 requests/s, and 5 s in every 30 s 100/s.",
                        "2:50 Changed the SLO to 99.9 % over 10 min.",
                        "3:19 Guessed 95 %: How low will the SLI go?",
                        "6:40 Killed the task",
                        "8:21 Refused or failed: stop-task. ECS refused &lt;it&gt;.");
    }

    @Test
    void thePictureHasATextForThoseWhoCannotSeeIt() {
        assertThat(busyClass())
                .contains("aria-labelledby=\"timeline-title timeline-words\"", "<title id=\"timeline-title\">")
                .contains("Burst 20–100/s from 1:40 to 3:20", "The lowest SLI as the users saw it was")
                .doesNotContain("href=", "src=", "url(", "@import", "<script");
    }
}
