package dev.sloconsole.desktop.screen.playback;

import java.time.Duration;
import java.util.Optional;

/** The keys of a recording; each says whether there is one, for without it the key is somebody else's. */
public record Transport(Optional<Playback> playback) {

    /** Plays or pauses. */
    public boolean switchPlaying() {
        playback.ifPresent(p -> {
            if (p.playing()) {
                p.pause();
            } else {
                p.play();
            }
        });
        return playback.isPresent();
    }

    /** Goes to the next or the previous fact. */
    public boolean toFact(boolean forwards) {
        playback.ifPresent(forwards ? Playback::nextFact : Playback::previousFact);
        return playback.isPresent();
    }

    /** Goes to the beginning or the end. */
    public boolean toEdge(boolean end) {
        playback.ifPresent(p -> p.seek(end ? p.duration() : Duration.ZERO));
        return playback.isPresent();
    }

    /** Goes to where the class entered the next step, or the one before. */
    public boolean toStep(int by) {
        playback.ifPresent(p -> p.step(by));
        return playback.isPresent();
    }
}
