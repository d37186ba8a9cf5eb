package dev.sloconsole.desktop;

import dev.sloconsole.desktop.screen.playback.Playback;
import dev.sloconsole.session.Fact;
import dev.sloconsole.session.SessionEvent.StepEntered;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.journal.Damage;
import dev.sloconsole.session.replay.Chapters.Chapter;
import dev.sloconsole.session.replay.FactSearch;
import dev.sloconsole.session.replay.FactSearch.Hits;
import dev.sloconsole.session.replay.IdleStretches;
import dev.sloconsole.session.replay.Player;
import dev.sloconsole.session.replay.WhatIf;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/**
 * A player behind the screen's transport buttons, and the states that the screen draws of it. What takes reading all
 * facts is worked out once: the words for the search on a thread of their own, so that the window opens at once.
 * JavaFX thread only.
 */
final class ReplayPlayback implements Playback {

    /** Shorter silences belong to the lesson. */
    private static final Duration IDLE = Duration.ofSeconds(10);

    /** As often as a state is folded while it plays; what moves in between is the cursor. */
    private static final Duration FOLD_EVERY = Duration.ofMillis(80);

    private final Player player;
    private final LongSupplier nanos;
    private final List<Chapter> chapters;
    private final List<Duration> steps;
    private final IdleStretches idle;
    private final CompletableFuture<FactSearch> search;
    private Optional<SessionState> folded = Optional.empty();
    private Duration foldedAt = Duration.ZERO;
    private long foldedNanos;

    ReplayPlayback(Player player, LongSupplier nanos) {
        this.player = player;
        this.nanos = nanos;
        var replay = player.replay();
        chapters = replay.chapters();
        steps = replay.facts().stream()
                .filter(fact -> fact.event() instanceof StepEntered)
                .map(Fact::at)
                .toList();
        idle = replay.idle(IDLE);
        search = CompletableFuture.supplyAsync(replay::search, Thread.ofVirtual()::start);
    }

    /** The state to draw: that of the present position, or for a moment longer that of the one before. */
    SessionState state() {
        var at = player.position();
        long now = nanos.getAsLong();
        if (folded.isEmpty() || (!at.equals(foldedAt) && now - foldedNanos >= FOLD_EVERY.toNanos())) {
            folded = Optional.of(player.state());
            foldedAt = at;
            foldedNanos = now;
        }
        return folded.get();
    }

    @Override
    public boolean playing() {
        return player.playing();
    }

    @Override
    public void play() {
        player.play();
    }

    @Override
    public void pause() {
        player.pause();
    }

    @Override
    public double speed() {
        return player.speed();
    }

    @Override
    public void speed(double factor) {
        player.speed(factor);
    }

    @Override
    public Duration position() {
        return player.position();
    }

    @Override
    public Duration duration() {
        return player.duration();
    }

    @Override
    public void seek(Duration to) {
        player.seek(to);
    }

    @Override
    public void step(int by) {
        var now = player.position();
        if (by > 0) {
            steps.stream().filter(at -> at.compareTo(now) > 0).findFirst().ifPresent(player::seek);
        } else {
            // A step just entered is left to the one before it, not entered again.
            var before = now.minusSeconds(1);
            player.seek(steps.reversed().stream().filter(at -> at.compareTo(before) < 0).findFirst().orElse(Duration.ZERO));
        }
    }

    @Override
    public void nextFact() {
        player.nextFact();
    }

    @Override
    public void previousFact() {
        player.previousFact();
    }

    @Override
    public List<Chapter> chapters() {
        return chapters;
    }

    @Override
    public CompletionStage<Hits> find(String words) {
        return search.thenApplyAsync(facts -> facts.find(words), Thread.ofVirtual()::start);
    }

    @Override
    public Duration idle() {
        return idle.total();
    }

    @Override
    public boolean passingOverIdle() {
        return player.passedOver().isPresent();
    }

    @Override
    public void passOverIdle(boolean wanted) {
        if (wanted) {
            player.passOver(idle);
        } else {
            player.passOverNothing();
        }
    }

    @Override
    public Damage damage() {
        return player.replay().damage();
    }

    @Override
    public int unknownFacts() {
        return player.replay().unknownFacts();
    }

    @Override
    public WhatIf whatIf(double objective, Duration window) {
        return player.whatIf(objective, window);
    }
}
