package dev.sloconsole.view.wall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.view.fixture.Taught;
import org.junit.jupiter.api.Test;

class ShowTest {

    private final Show show = new Show(22);

    private Show.Shown at(double afterTheKill) {
        var taught = Taught.killed(afterTheKill);
        return show.next(taught.state(), taught.now());
    }

    @Test
    void aPictureThatIsHeldStaysWhileTheClassGoesOn() {
        var before = at(4).wall();
        show.switchFrozen();
        assertThat(at(6)).isEqualTo(new Show.Shown(before, true, false));
        show.switchFrozen();
        assertThat(at(7).wall()).isNotEqualTo(before);
    }

    @Test
    void nothingIsShownWhileItIsBlack() {
        show.switchBlack();
        assertThat(at(4).black()).isTrue();
        show.switchBlack();
        assertThat(at(4).black()).isFalse();
    }

    @Test
    void whatTheLessonWaitedForIsShownForSomeSeconds() {
        var killed = at(0.2).wall().caption();
        assertThat(killed.weight()).isEqualTo(Caption.Weight.MILESTONE);
        assertThat(at(3).wall().caption()).isEqualTo(killed);
        assertThat(at(6).wall().caption().text()).startsWith("The task died 6 s ago");
    }

    @Test
    void numbersGoOnWhileTheSentenceStays() {
        at(0.2);
        at(6);
        assertThat(at(7).wall().caption().text()).startsWith("The task died 7 s ago");
    }

    @Test
    void aRecordingThatIsWoundBackHoldsNothing() {
        at(30);
        assertThat(at(4).wall().caption().text()).startsWith("The task died 4 s ago");
    }
}
