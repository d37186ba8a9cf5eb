package dev.sloconsole.view.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ZoomTest {

    private static final Duration CLASS = Duration.ofHours(2);

    @Test
    void whatIsUnderThePointerStaysThere() {
        var zoom = Zoom.WHOLE.by(0.5, Duration.ofMinutes(30), CLASS);
        assertThat(zoom).isEqualTo(new Zoom(Duration.ofMinutes(15), Optional.of(Duration.ofHours(1))));
    }

    @Test
    void aTenSecondOutageOfATwoHourClassCanBeMadeHalfOfWhatIsInSight() {
        var zoom = Zoom.WHOLE;
        for (int i = 0; i < 40; i++) {
            zoom = zoom.by(0.8, Duration.ofMinutes(71), CLASS);
        }
        assertThat(zoom.length()).contains(Duration.ofSeconds(20));
        assertThat(zoom.from()).isBetween(Duration.ofMinutes(70), Duration.ofMinutes(71));
    }

    @Test
    void farEnoughAwayItIsTheWholeAgain() {
        var near = Zoom.WHOLE.by(0.1, Duration.ofMinutes(60), CLASS);
        assertThat(near.by(20, Duration.ofMinutes(60), CLASS)).isEqualTo(Zoom.WHOLE);
    }

    @Test
    void nothingBeforeTheBeginningOrAfterTheEndIsInSight() {
        var near = Zoom.WHOLE.by(0.5, Duration.ZERO, CLASS);
        assertThat(near.moved(Duration.ofMinutes(-5), CLASS).from()).isZero();
        assertThat(near.moved(Duration.ofHours(5), CLASS).to(CLASS)).isEqualTo(CLASS);
    }

    @Test
    void thePresentIsFollowedOnlyIfItWasInSight() {
        var near = new Zoom(Duration.ofMinutes(10), Optional.of(Duration.ofMinutes(10)));
        var seen = near.following(Duration.ofMinutes(19), Duration.ofMinutes(20), CLASS);
        assertThat(seen.from()).isEqualTo(Duration.ofMinutes(12));
        assertThat(near.following(Duration.ofMinutes(40), Duration.ofMinutes(41), CLASS))
                .isEqualTo(near);
        assertThat(near.following(Duration.ofMinutes(12), Duration.ofMinutes(13), CLASS))
                .isEqualTo(near);
    }
}
