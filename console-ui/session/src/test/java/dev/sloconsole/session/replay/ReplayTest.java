package dev.sloconsole.session.replay;

import static dev.sloconsole.session.Facts.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sloconsole.prometheus.promql.PromValue;
import dev.sloconsole.prometheus.promql.QueryResult;
import dev.sloconsole.prometheus.series.SeriesStore;
import dev.sloconsole.prometheus.watch.MetricFact.SamplesScraped;
import dev.sloconsole.session.Fact;
import dev.sloconsole.session.Facts;
import dev.sloconsole.session.SessionEvent.ClockJumped;
import dev.sloconsole.session.SessionEvent.MetricsObserved;
import dev.sloconsole.session.TestClock;
import dev.sloconsole.session.journal.Journal;
import dev.sloconsole.session.journal.JournalCodec;
import dev.sloconsole.session.replay.IdleStretches.Stretch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be asked of a recorded session. */
class ReplayTest {

    private final Replay lesson = Facts.recorded(Facts.wholeLesson().list());

    private static List<Double> values(QueryResult result) {
        assertThat(result).isInstanceOf(QueryResult.Value.class);
        return ((PromValue.Vector) ((QueryResult.Value) result).value())
                .samples().stream().map(PromValue.VectorSample::value).toList();
    }

    @Test
    void aQueryIsAnsweredAsOfTheReplayedMoment() {
        assertThat(values(lesson.metricsAt(seconds(35.5)).instant("http_requests_total{http_status=\"200\"}")))
                .as("scraped at 34 s, told at 35 s")
                .containsExactly(100.0);
        assertThat(values(lesson.metricsAt(seconds(34.9)).instant("http_requests_total{http_status=\"200\"}")))
                .as("what was told later is invisible")
                .containsExactly(0.0);
        assertThat(values(lesson.metricsAt(seconds(34.9)).instant("http_requests_total offset -10m")))
                .isEmpty();
    }

    @Test
    void aQueryReachesBackToTheStartOfTheClass() {
        assertThat(values(lesson.metricsAt(lesson.duration()).instant("count_over_time(up[30m])")))
                .containsExactly(113.0);
        var range = lesson.metricsAt(seconds(300)).range("up", Duration.ofMinutes(2), Duration.ofSeconds(30));
        assertThat(((PromValue.Matrix) ((QueryResult.Value) range).value()).series())
                .hasSize(1);
    }

    @Test
    void aQueryThatIsNoneIsRefusedInPrometheussWords() {
        assertThat(lesson.metricsAt(seconds(100)).instant("sum(")).isInstanceOf(QueryResult.Rejected.class);
    }

    @Test
    void aQueryFollowsTheWallClockThatJumped() {
        var jumped = Facts.recorded(Facts.begun()
                .at(5)
                .and(new ClockJumped(Duration.ofHours(1)))
                .at(10)
                .and(new MetricsObserved(
                        new SamplesScraped(List.of(Facts.sample(Facts.START.toEpochMilli() + 3_609_000, 7, "up")))))
                .list());

        assertThat(values(jumped.metricsAt(seconds(10)).instant("up"))).containsExactly(7.0);
    }

    @Test
    void theRecordedSeriesAnswerAsTheStoreOfTheClassDid() {
        var store = new SeriesStore();
        var series = RecordedSeries.of(lesson.facts());
        for (Fact fact : lesson.facts()) {
            if (fact.event() instanceof MetricsObserved(SamplesScraped(var samples))) {
                samples.forEach(s -> store.append(s.labels(), s.timestampMillis(), s.value()));
                long now = Facts.START.plus(fact.at()).toEpochMilli();
                assertThat(series.asOf(fact.sequence()).select(List.of(), now - 60_000, now))
                        .hasToString(store.snapshot()
                                .select(List.of(), now - 60_000, now)
                                .toString());
            }
        }
    }

    @Test
    void journalThatIsFoldedWhileItIsReadIsTheSameAsOneThatIsFoldedAfterwards(@TempDir Path folder) throws Exception {
        var lines = new ArrayList<>(List.of(JournalCodec.header(Facts.header())));
        lesson.facts().forEach(fact -> lines.add(JournalCodec.line(fact)));
        var whole = Files.write(folder.resolve("whole.jsonl"), lines);
        var cut = Files.writeString(
                folder.resolve("cut.jsonl"), Files.readString(whole).strip());
        Collections.swap(lines, 200, 300);
        lines.set(400, "[1,");
        var disordered = Files.write(folder.resolve("disordered.jsonl"), lines);
        var headless = Files.write(folder.resolve("headless.jsonl"), lines.subList(1, lines.size()));

        for (var file : List.of(whole, cut, disordered, headless)) {
            var ahead = Replay.open(file);
            var afterwards = Replay.of(Journal.open(file));
            assertThat(ahead.facts()).isEqualTo(afterwards.facts());
            for (var at : List.of(Duration.ZERO, seconds(35), seconds(300), ahead.duration())) {
                assertThat(StateDigest.of(ahead.stateAt(at)))
                        .as(file + " at " + at)
                        .isEqualTo(StateDigest.of(afterwards.stateAt(at)));
            }
        }
    }

    @Test
    void theSloIsScoredAnewWithAnotherObjectiveOrWindow() {
        var at = seconds(300);
        var asItWas = lesson.stateAt(at).figures();

        assertThat(lesson.whatIf(at, 0.99, Duration.ofMinutes(30)).figures()).isEqualTo(asItWas);
        var stricter = lesson.whatIf(at, 0.999, Duration.ofMinutes(30)).figures();
        assertThat(stricter.userSli()).isEqualTo(asItWas.userSli());
        assertThat(stricter.budget().orElseThrow().share())
                .isLessThan(asItWas.budget().orElseThrow().share());
        assertThat(stricter.budget().orElseThrow().objective()).isEqualTo(0.999);
        assertThat(lesson.whatIf(at, 0.99, Duration.ofSeconds(50))
                        .figures()
                        .budget()
                        .orElseThrow()
                        .counted()
                        .bad())
                .as("the window of 50 s that began at 280 s")
                .isEqualTo(120);
        assertThat(lesson.stateAt(at).figures()).as("nothing changed by it").isEqualTo(asItWas);
        assertThatThrownBy(() -> lesson.whatIf(at, 1, Duration.ofMinutes(30))).hasMessageContaining("below 1");
        assertThatThrownBy(() -> lesson.whatIf(at, 0.9, Duration.ZERO)).hasMessageContaining("longer than nothing");
    }

    @Test
    void factsAreFoundByKindAndFieldsForthAndBack() {
        var search = lesson.search();

        var stopped = search.find("task-stopped  essential");
        assertThat(stopped.facts()).extracting(Fact::at).containsExactly(seconds(401), seconds(605));
        var first = stopped.after(0).orElseThrow();
        var second = stopped.after(first.sequence()).orElseThrow();
        assertThat(stopped.after(second.sequence())).isEmpty();
        assertThat(stopped.before(second.sequence())).contains(first);
        assertThat(stopped.before(first.sequence())).isEmpty();
        assertThat(search.find("10.42.0.87 NXDOMAIN").facts()).isEmpty();
        assertThat(search.find("dns-answer nxdomain").facts()).hasSize(1);
        assertThat(search.find("samples app_task_info").facts()).hasSizeGreaterThan(100);
        assertThat(search.find(" ").facts()).isEmpty();
    }

    @Test
    void idleStretchesHoldNothingButTheRoutine() {
        var idle = lesson.idle(Duration.ofSeconds(30));

        assertThat(idle.stretches())
                .containsExactly(
                        new Stretch(seconds(32), seconds(198)),
                        new Stretch(seconds(302), seconds(398)),
                        new Stretch(seconds(412), seconds(598)),
                        new Stretch(seconds(612), seconds(718)));
        assertThat(idle.total()).isEqualTo(seconds(166 + 96 + 186 + 106));
        assertThat(lesson.idle(Duration.ofMinutes(60)).stretches()).isEmpty();
    }

    @Test
    void aPlayerPassesOverIdleStretches() {
        var clock = new TestClock();
        var player = new Player(lesson, clock);
        player.passOver(lesson.idle(Duration.ofSeconds(30)));
        player.seek(seconds(22));
        player.play();
        clock.turn(Duration.ofSeconds(9));
        assertThat(player.position()).isEqualTo(seconds(31));
        clock.turn(Duration.ofSeconds(2));
        assertThat(player.position()).isEqualTo(seconds(199));
        player.seek(seconds(100));
        clock.turn(Duration.ofSeconds(1));
        assertThat(player.position())
                .as("sought into one, it goes on behind it")
                .isEqualTo(seconds(199));
        player.passOverNothing();
        player.seek(seconds(100));
        clock.turn(Duration.ofSeconds(1));
        assertThat(player.position()).isEqualTo(seconds(101));
    }

    @Test
    void aPlayerIsAskedAtItsPosition() {
        var player = new Player(lesson, new TestClock());
        player.seek(seconds(300));

        assertThat(player.metrics().now())
                .isEqualTo(lesson.metricsAt(seconds(300)).now());
        assertThat(player.whatIf(0.999, Duration.ofMinutes(10)))
                .isEqualTo(lesson.whatIf(seconds(300), 0.999, Duration.ofMinutes(10)));
    }
}
