package dev.sloconsole.session.replay;

import static dev.sloconsole.session.Facts.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sloconsole.session.Facts;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.Source;
import dev.sloconsole.session.TestClock;
import dev.sloconsole.session.figures.Projection;
import dev.sloconsole.session.fold.Folded;
import dev.sloconsole.session.journal.JournalException;
import dev.sloconsole.session.lesson.Lesson;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlayerTest {

    private final TestClock clock = new TestClock();
    private final Replay replay = Facts.recorded(Facts.wholeLesson().list());
    private final Player player = new Player(replay, clock);

    /** From the very first fact, without any keyframe. */
    private SessionState slowly(Duration at) {
        var projection = new Projection(Folded.initial(Lesson.builtIn().outline(Source.LOCAL)));
        replay.facts().stream().filter(f -> f.at().compareTo(at) <= 0).forEach(projection::apply);
        return projection.asOf(at);
    }

    @Test
    void everyMomentIsAsIfFoldedFromTheStart() {
        for (double t : new double[] {0, 7.5, 30, 199.9, 205, 299, 403, 404, 410, 599.5, 611, 720}) {
            assertThat(replay.stateAt(seconds(t))).as("at " + t).isEqualTo(slowly(seconds(t)));
        }
    }

    @Test
    void aPlayerWaitsAtTheStartAndSaysThatItIsAReplay() {
        clock.turn(Duration.ofSeconds(10));

        assertThat(player.playing()).isFalse();
        assertThat(player.position()).isZero();
        assertThat(player.state().info().source()).isEqualTo(Source.REPLAY);
        assertThat(player.replay().header().source()).isEqualTo(Source.LOCAL);
    }

    @Test
    void itPlaysWithTheClockFasterAndSlowerAndPauses() {
        player.play();
        clock.turn(Duration.ofSeconds(10));
        assertThat(player.position()).isEqualTo(seconds(10));

        player.speed(16);
        clock.turn(Duration.ofSeconds(10));
        assertThat(player.position()).isEqualTo(seconds(170));

        player.pause();
        clock.turn(Duration.ofSeconds(10));
        assertThat(player.position()).isEqualTo(seconds(170));

        player.speed(0.5);
        player.play();
        clock.turn(Duration.ofSeconds(10));
        assertThat(player.position()).isEqualTo(seconds(175));
        assertThat(player.state()).isEqualTo(slowly(seconds(175)).replayed());
    }

    @Test
    void itStopsAtTheEndAndPlaysFromTheStartAgain() {
        player.seek(seconds(719));
        player.play();
        clock.turn(Duration.ofSeconds(10));

        assertThat(player.playing()).isFalse();
        assertThat(player.position()).isEqualTo(player.duration()).isEqualTo(seconds(720));
        player.play();
        assertThat(player.position()).isZero();
        assertThat(player.playing()).isTrue();
    }

    @Test
    void itSeeksBackAndForth() {
        for (double t : new double[] {500, 100, 407.5, 407, 0, 720}) {
            player.seek(seconds(t));
            assertThat(player.state())
                    .as("at " + t)
                    .isEqualTo(slowly(seconds(t)).replayed());
        }
        player.seek(seconds(-5));
        assertThat(player.position()).isZero();
        player.seek(seconds(5_000));
        assertThat(player.position()).isEqualTo(seconds(720));
    }

    @Test
    void itStepsFromFactToFact() {
        player.seek(seconds(12));
        player.nextFact();
        assertThat(player.position()).isEqualTo(seconds(13));
        player.nextFact();
        assertThat(player.position()).isEqualTo(seconds(20));
        player.previousFact();
        player.previousFact();
        assertThat(player.position()).isEqualTo(seconds(12));
        player.seek(Duration.ZERO);
        player.previousFact();
        assertThat(player.position()).isZero();
        player.seek(seconds(720));
        player.nextFact();
        assertThat(player.position()).isEqualTo(seconds(720));
    }

    @Test
    void aSpeedThatIsNoneIsRefused() {
        assertThatThrownBy(() -> player.speed(17)).hasMessageContaining("0.5 to 16");
        assertThatThrownBy(() -> player.speed(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aJournalWithoutFactsSaysSo() {
        assertThatThrownBy(() -> Facts.recorded(List.of()))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("no facts");
    }
}
