package dev.sloconsole.desktop;

import dev.sloconsole.desktop.screen.playback.Playback;
import dev.sloconsole.session.Fact;
import dev.sloconsole.session.SessionEvent.StepEntered;
import dev.sloconsole.session.replay.Player;
import java.time.Duration;
import java.util.List;

/** A player behind the screen's transport buttons. */
record ReplayPlayback(Player player) implements Playback {

    @Override
    public boolean playing() {
        return player.playing();
    }

    @Override
    public void play() {
        if (player.position().compareTo(player.duration()) >= 0) {
            player.seek(Duration.ZERO);
        }
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
        var steps = entered();
        if (by > 0) {
            steps.stream().filter(at -> at.compareTo(now) > 0).findFirst().ifPresent(player::seek);
        } else {
            // A step just entered is left to the one before it, not entered again.
            var before = now.minusSeconds(1);
            player.seek(steps.reversed().stream().filter(at -> at.compareTo(before) < 0).findFirst().orElse(Duration.ZERO));
        }
    }

    private List<Duration> entered() {
        return player.replay().facts().stream()
                .filter(fact -> fact.event() instanceof StepEntered)
                .map(Fact::at)
                .toList();
    }
}
