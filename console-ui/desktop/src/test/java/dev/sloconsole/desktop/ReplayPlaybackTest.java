package dev.sloconsole.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.session.Action;
import dev.sloconsole.session.Fact;
import dev.sloconsole.session.RequestCounts;
import dev.sloconsole.session.SessionEvent;
import dev.sloconsole.session.SessionEvent.ActionRequested;
import dev.sloconsole.session.SessionEvent.SessionEnded;
import dev.sloconsole.session.SessionEvent.SessionStarted;
import dev.sloconsole.session.SessionEvent.StepEntered;
import dev.sloconsole.session.SessionEvent.TrafficCounted;
import dev.sloconsole.session.Source;
import dev.sloconsole.session.journal.Damage;
import dev.sloconsole.session.journal.Journal;
import dev.sloconsole.session.journal.JournalEntry;
import dev.sloconsole.session.journal.JournalHeader;
import dev.sloconsole.session.lesson.Lesson;
import dev.sloconsole.session.replay.Player;
import dev.sloconsole.session.replay.Replay;
import dev.sloconsole.view.playback.Chapters.Chapter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ReplayPlaybackTest {

    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

    private final AtomicLong nanos = new AtomicLong();
    private final Player player = new Player(recorded(), nanos::get);
    private final ReplayPlayback playback = new ReplayPlayback(player, nanos::get, Runnable::run);

    /** Steps at 5 s and 100 s, a kill at 101 s, 10 of 1,000 requests failed at 102 s, the end at 110 s. */
    private static Replay recorded() {
        var lesson = Lesson.builtIn().outline(Source.LOCAL);
        var facts = new ArrayList<Fact>();
        add(facts, 0, new SessionStarted("L", Source.LOCAL, "sre-slo-demo", 0.99, Duration.ofMinutes(30), START, "t"));
        add(facts, 5, new StepEntered(lesson.get(0).id()));
        add(facts, 100, new StepEntered(lesson.get(1).id()));
        add(facts, 101, new ActionRequested(Action.KILL, "41aa70c2d9e84b1fa3377c1d20aa4c07"));
        add(facts, 102, new TrafficCounted(new RequestCounts(990, 0, 10, 0, 0, 0)));
        add(facts, 110, new SessionEnded());
        var header =
                new JournalHeader("L", lesson, 0.99, Duration.ofMinutes(30), Source.LOCAL, "sre-slo-demo", START, "t");
        var entries = facts.stream().<JournalEntry>map(JournalEntry.Known::new).toList();
        return Replay.of(new Journal(header, entries, new Damage(List.of())));
    }

    private static void add(List<Fact> facts, long seconds, SessionEvent event) {
        facts.add(new Fact(facts.size() + 1L, Duration.ofSeconds(seconds), event));
    }

    private void turn(Duration by) {
        nanos.addAndGet(by.toNanos());
    }

    @Test
    void aStateIsFoldedOnceForAMomentAndAFewTimesASecondWhileItPlays() {
        var first = playback.state();
        assertThat(playback.state()).isSameAs(first);
        playback.play();
        turn(Duration.ofMillis(20));
        assertThat(playback.state()).isSameAs(first);
        turn(Duration.ofMillis(80));
        assertThat(playback.state())
                .isNotSameAs(first)
                .satisfies(s -> assertThat(s.at()).isEqualTo(Duration.ofMillis(100)));
        playback.pause();
        turn(Duration.ofSeconds(5));
        assertThat(playback.state()).isSameAs(playback.state());
    }

    @Test
    void theScreenNeverWaitsForAState() {
        var work = new ArrayDeque<Runnable>();
        var slow = new ReplayPlayback(player, nanos::get, work::add);
        var first = slow.state();
        slow.seek(Duration.ofSeconds(50));
        turn(Duration.ofSeconds(1));
        assertThat(slow.state()).isSameAs(first);
        turn(Duration.ofSeconds(1));
        assertThat(slow.state()).isSameAs(first);
        assertThat(work).hasSize(1);
        work.remove().run();
        assertThat(slow.state().at()).isEqualTo(Duration.ofSeconds(50));
    }

    @Test
    void itGoesToStepsFactsAndChapters() {
        playback.step(1);
        assertThat(playback.position()).isEqualTo(Duration.ofSeconds(5));
        playback.step(1);
        playback.nextFact();
        assertThat(playback.position()).isEqualTo(Duration.ofSeconds(101));
        playback.previousFact();
        playback.step(-1);
        assertThat(playback.position()).isEqualTo(Duration.ofSeconds(5));
        assertThat(playback.chapters())
                .extracting(Chapter::at)
                .containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(100), Duration.ofSeconds(101));
    }

    @Test
    void idleStretchesArePassedOverOnlyWhenWanted() {
        assertThat(playback.idle()).isEqualTo(Duration.ofSeconds(91));
        playback.seek(Duration.ofSeconds(5));
        playback.play();
        playback.passOverIdle(true);
        assertThat(playback.passingOverIdle()).isTrue();
        turn(Duration.ofSeconds(4));
        assertThat(playback.position()).isEqualTo(Duration.ofSeconds(100));
        playback.passOverIdle(false);
        assertThat(playback.passingOverIdle()).isFalse();
    }

    @Test
    void factsAreFoundByTheirWords() {
        var hits = playback.find("kill").toCompletableFuture().join();
        assertThat(hits.facts()).singleElement().extracting(Fact::at).isEqualTo(Duration.ofSeconds(101));
    }

    @Test
    void anotherObjectiveChangesTheFiguresAndNothingThatWasRecorded() {
        playback.seek(Duration.ofSeconds(102));
        playback.suppose(0.95, Duration.ofMinutes(10));
        assertThat(playback.whatIf()).isEmpty();
        turn(Duration.ofMillis(80));
        var recorded = playback.state().figures().budget().orElseThrow();
        var other = playback.whatIf().orElseThrow().figures().budget().orElseThrow();
        assertThat(other.counted()).isEqualTo(recorded.counted());
        assertThat(other.left()).isGreaterThan(recorded.left());
        assertThat(playback.state().info().objective()).isEqualTo(0.99);
        playback.supposeNothing();
        assertThat(playback.whatIf()).isEmpty();
    }
}
