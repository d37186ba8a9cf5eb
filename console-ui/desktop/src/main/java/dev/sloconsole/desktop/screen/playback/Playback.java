package dev.sloconsole.desktop.screen.playback;

import java.time.Duration;

/** A recording that is played: what the screen's transport buttons and its scrubber ask for. */
public interface Playback {

    boolean playing();

    /** Plays on from the present position; from the beginning where the end has been reached. */
    void play();

    void pause();

    /** How many seconds of the recording pass in one second. */
    double speed();

    /** Sets the speed, above 0. */
    void speed(double factor);

    /** The present position, from zero to {@link #duration}. */
    Duration position();

    Duration duration();

    /** Goes to a position; one outside of the recording means its beginning or its end. */
    void seek(Duration to);

    /** Goes to where the class entered a step: {@code 1} the next one, {@code -1} the one before. */
    void step(int by);
}
