package dev.sloconsole.session.replay;

import dev.sloconsole.session.Fact;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.figures.Projection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * A replay that moves with a clock: plays, pauses, changes speed, seeks and steps. Owns no thread: whoever asks for the
 * state gets that of the position which the clock has reached. Safe to use from any thread.
 */
public final class Player {

    public static final double SLOWEST = 0.5;
    public static final double FASTEST = 16;

    private final Replay replay;
    private final LongSupplier nanoClock;

    private Duration base = Duration.ZERO;
    private long baseNanos;
    private boolean playing;
    private double speed = 1;
    private Optional<IdleStretches> passedOver = Optional.empty();

    private Optional<Projection> cursor = Optional.empty();
    private int applied;

    /** A paused player at the start; the clock gives monotonic nanoseconds. */
    public Player(Replay replay, LongSupplier nanoClock) {
        this.replay = replay;
        this.nanoClock = nanoClock;
    }

    public Player(Replay replay) {
        this(replay, System::nanoTime);
    }

    public Replay replay() {
        return replay;
    }

    /** Plays on; from the start if it was at the end. */
    public synchronized void play() {
        if (position().equals(duration())) {
            base = Duration.ZERO;
        } else {
            base = position();
        }
        baseNanos = nanoClock.getAsLong();
        playing = true;
    }

    public synchronized void pause() {
        base = position();
        playing = false;
    }

    public synchronized boolean playing() {
        return playing && position().compareTo(duration()) < 0;
    }

    /**
     * Plays faster or slower from here on.
     *
     * @throws IllegalArgumentException below {@link #SLOWEST} or above {@link #FASTEST}
     */
    public synchronized void speed(double newSpeed) {
        if (!(newSpeed >= SLOWEST && newSpeed <= FASTEST)) {
            throw new IllegalArgumentException("The speed must be " + SLOWEST + " to " + FASTEST + ", not " + newSpeed);
        }
        restart();
        speed = newSpeed;
    }

    public synchronized double speed() {
        return speed;
    }

    /** Goes to a moment, the nearest there is, and plays on from there if it was playing. */
    public synchronized void seek(Duration to) {
        base = within(to);
        baseNanos = nanoClock.getAsLong();
    }

    /** Pauses at the next moment with a fact; at the end where there is none. */
    public synchronized void nextFact() {
        int upTo = replay.factsUpTo(position());
        pauseAt(upTo < facts().size() ? facts().get(upTo).at() : duration());
    }

    /** Pauses at the latest moment with a fact before this one; at the start where there is none. */
    public synchronized void previousFact() {
        var here = position();
        int i = replay.factsUpTo(here);
        while (i > 0 && facts().get(i - 1).at().compareTo(here) >= 0) {
            i--;
        }
        pauseAt(i > 0 ? facts().get(i - 1).at() : Duration.ZERO);
    }

    private void pauseAt(Duration at) {
        base = at;
        playing = false;
    }

    public synchronized Duration position() {
        if (!playing) {
            return base;
        }
        var played = Duration.ofNanos(Math.round((nanoClock.getAsLong() - baseNanos) * speed));
        return within(passedOver.map(idle -> idle.advance(base, played)).orElseGet(() -> base.plus(played)));
    }

    /** Passes over these stretches from here on while it plays; a seek may lead into one all the same. */
    public synchronized void passOver(IdleStretches idle) {
        restart();
        passedOver = Optional.of(idle);
    }

    /** Plays everything again. */
    public synchronized void passOverNothing() {
        restart();
        passedOver = Optional.empty();
    }

    /** What is passed over while it plays; empty while everything is played. */
    public synchronized Optional<IdleStretches> passedOver() {
        return passedOver;
    }

    private void restart() {
        base = position();
        baseNanos = nanoClock.getAsLong();
    }

    public Duration duration() {
        return replay.duration();
    }

    /** The state at the present position, with {@link dev.sloconsole.session.Source#REPLAY} as its source. */
    public synchronized SessionState state() {
        var at = position();
        return at(at).asOf(at).replayed();
    }

    /** What was scraped up to the present position, to be asked in PromQL. */
    public synchronized RecordedMetrics metrics() {
        var at = position();
        var known = at(at);
        return new RecordedMetrics(known.series(), known.folded().wallTime(at));
    }

    /**
     * The figures of the present position if the class had promised something else.
     *
     * @throws IllegalArgumentException for an objective that is not between 0 and 1, or a window without length
     */
    public synchronized WhatIf whatIf(double objective, Duration window) {
        var at = position();
        return WhatIf.of(at(at), at, objective, window);
    }

    /** Folds on from where the last question left off, where that is not far; starts from a keyframe otherwise. */
    private Projection at(Duration position) {
        int upTo = replay.factsUpTo(position);
        var known = cursor;
        if (known.isPresent() && applied <= upTo && upTo - applied <= Keyframes.EVERY) {
            for (; applied < upTo; applied++) {
                known.get().apply(facts().get(applied));
            }
            return known.get();
        }
        var fresh = replay.projectionAt(position);
        cursor = Optional.of(fresh);
        applied = upTo;
        return fresh;
    }

    private List<Fact> facts() {
        return replay.facts();
    }

    private Duration within(Duration position) {
        if (position.isNegative()) {
            return Duration.ZERO;
        }
        return position.compareTo(duration()) > 0 ? duration() : position;
    }
}
