package dev.sloconsole.desktop;

import dev.sloconsole.desktop.screen.playback.Playback;
import dev.sloconsole.session.Fact;
import dev.sloconsole.session.SessionEvent.StepEntered;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.Timeline;
import dev.sloconsole.session.journal.Damage;
import dev.sloconsole.session.replay.FactSearch;
import dev.sloconsole.session.replay.FactSearch.Hits;
import dev.sloconsole.session.replay.IdleStretches;
import dev.sloconsole.session.replay.Player;
import dev.sloconsole.session.replay.WhatIf;
import dev.sloconsole.view.playback.Chapters;
import dev.sloconsole.view.playback.Chapters.Chapter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * A player behind the screen's transport buttons, and the states that the screen draws of it. States are folded by a
 * worker, a few times a second while it plays. What takes reading all facts is worked out once: the words for the
 * search on a thread of their own, so that the window opens at once. Called on the JavaFX thread only.
 */
final class ReplayPlayback implements Playback {

    /** Shorter silences belong to the lesson. */
    private static final Duration IDLE = Duration.ofSeconds(10);

    /** As often as a state is folded while it plays; what moves in between is the cursor. */
    private static final Duration FOLD_EVERY = Duration.ofMillis(80);

    private final Player player;
    private final LongSupplier nanos;
    private final Executor worker;
    private final List<Chapter> chapters;
    private final List<Duration> steps;
    private final IdleStretches idle;
    private final CompletableFuture<FactSearch> search;
    private final CompletableFuture<Timeline> whole;
    private final AtomicBoolean folding = new AtomicBoolean();
    private volatile Moment moment;
    private Optional<Supposed> supposed = Optional.empty();
    private long foldedNanos;

    private record Supposed(double objective, Duration window) {}

    /** All that was worked out for one position. */
    private record Moment(SessionState state, Optional<Supposed> supposed, Optional<WhatIf> whatIf) {}

    /**
     * The recording at its beginning.
     *
     * @param nanos the steady clock
     * @param worker folds, one moment at a time
     */
    ReplayPlayback(Player player, LongSupplier nanos, Executor worker) {
        this.player = player;
        this.nanos = nanos;
        this.worker = worker;
        moment = fold(player, Optional.empty());
        foldedNanos = nanos.getAsLong();
        var replay = player.replay();
        chapters = Chapters.of(replay);
        steps = replay.facts().stream()
                .filter(fact -> fact.event() instanceof StepEntered)
                .map(Fact::at)
                .toList();
        idle = replay.idle(IDLE);
        search = CompletableFuture.supplyAsync(replay::search, Thread.ofVirtual()::start);
        whole = CompletableFuture.supplyAsync(() -> replay.finalState().timeline(), Thread.ofVirtual()::start);
    }

    /** The state to draw: that of the present position, or of the one before while that is being folded. */
    SessionState state() {
        long now = nanos.getAsLong();
        var wanted = supposed;
        boolean old = !moment.state().at().equals(player.position())
                || !moment.supposed().equals(wanted);
        if (old && now - foldedNanos >= FOLD_EVERY.toNanos() && folding.compareAndSet(false, true)) {
            foldedNanos = now;
            worker.execute(() -> {
                try {
                    moment = fold(player, wanted);
                } finally {
                    folding.set(false);
                }
            });
        }
        return moment.state();
    }

    private static Moment fold(Player player, Optional<Supposed> supposed) {
        return new Moment(
                player.state(), supposed, supposed.map(other -> player.whatIf(other.objective(), other.window())));
    }

    @Override
    public Optional<Timeline> whole() {
        return whole.state() == Future.State.SUCCESS ? Optional.of(whole.resultNow()) : Optional.empty();
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
            player.seek(steps.reversed().stream()
                    .filter(at -> at.compareTo(before) < 0)
                    .findFirst()
                    .orElse(Duration.ZERO));
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
    public void suppose(double objective, Duration window) {
        supposed = Optional.of(new Supposed(objective, window));
    }

    @Override
    public void supposeNothing() {
        supposed = Optional.empty();
    }

    @Override
    public Optional<WhatIf> whatIf() {
        return moment.supposed().equals(supposed) ? moment.whatIf() : Optional.empty();
    }
}
