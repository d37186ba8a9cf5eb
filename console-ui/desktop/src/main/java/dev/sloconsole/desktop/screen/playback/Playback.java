package dev.sloconsole.desktop.screen.playback;

import dev.sloconsole.session.Timeline;
import dev.sloconsole.session.journal.Damage;
import dev.sloconsole.session.replay.FactSearch.Hits;
import dev.sloconsole.session.replay.WhatIf;
import dev.sloconsole.view.playback.Chapters.Chapter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A recording that is played: what the screen's transport buttons and its scrubber ask for. */
public interface Playback {

    boolean playing();

    /** Plays on from the present position; from the beginning where the end has been reached. */
    void play();

    void pause();

    /** How many seconds of the recording pass in one second. */
    double speed();

    /** Sets the speed, 0.5 to 16. */
    void speed(double factor);

    /** The present position, from zero to {@link #duration}. */
    Duration position();

    Duration duration();

    /** The timeline up to the recording's end; empty until it is worked out. */
    Optional<Timeline> whole();

    /** Goes to a position; one outside of the recording means its beginning or its end. */
    void seek(Duration to);

    /** Goes to where the class entered a step: {@code 1} the next one, {@code -1} the one before. */
    void step(int by);

    /** Pauses at the next moment with a fact. */
    void nextFact();

    /** Pauses at the latest moment with a fact before this one. */
    void previousFact();

    /** The places to go to, in order. */
    List<Chapter> chapters();

    /** The facts that hold every one of the words; answered from another thread, or at once. */
    CompletionStage<Hits> find(String words);

    /** For how long nothing happens in all, in stretches that are worth passing over. */
    Duration idle();

    boolean passingOverIdle();

    /** Passes over the stretches in which nothing happens while it plays, or plays them again. */
    void passOverIdle(boolean wanted);

    /** What of the recording could not be read. */
    Damage damage();

    /** How many facts there are of kinds that this program does not know. */
    int unknownFacts();

    /** Asks what if the class had promised something else, from now on. */
    void suppose(double objective, Duration window);

    /** Asks so no more. */
    void supposeNothing();

    /** The answer for the moment that was folded last; empty while nothing is supposed, or not answered yet. */
    Optional<WhatIf> whatIf();
}
