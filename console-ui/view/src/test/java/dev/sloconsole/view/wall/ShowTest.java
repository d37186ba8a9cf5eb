package dev.sloconsole.view.wall;

import static dev.sloconsole.session.Facts.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.session.Scene;
import dev.sloconsole.session.SessionEvent.CheckpointMet;
import dev.sloconsole.view.fixture.Taught;
import dev.sloconsole.view.wall.Show.Mark;
import dev.sloconsole.view.wall.Show.Shown;
import org.junit.jupiter.api.Test;

class ShowTest {

    private final Show show = new Show(22);

    private Shown at(double afterTheKill) {
        var taught = Taught.killed(afterTheKill);
        return show.next(taught.state(), taught.now());
    }

    @Test
    void aPictureThatIsHeldStaysWhileTheClassGoesOn() {
        var before = at(4).wall();
        show.switchFrozen();
        assertThat(at(6)).isEqualTo(new Shown(before, Mark.HELD, false));
        show.switchFrozen();
        assertThat(at(7).wall()).isNotEqualTo(before);
    }

    @Test
    void lookingBackTakesThePlaceOfWhateverIsShown() {
        assertThat(at(20).wall().scene()).isEqualTo(Scene.DISCOVERY);
        show.lookBack(true);
        assertThat(at(21).wall().scene()).isEqualTo(Scene.OUTCOME);
        assertThat(at(21).wall().caption().text()).startsWith("The lesson is over");
        show.lookBack(false);
        assertThat(at(22).wall().scene()).isEqualTo(Scene.DISCOVERY);
    }

    @Test
    void nothingIsShownWhileItIsBlack() {
        show.switchBlack();
        assertThat(at(4).black()).isTrue();
        show.switchBlack();
        assertThat(at(4).black()).isFalse();
    }

    @Test
    void thatNobodyKnowsIsNotSaidUnderABarThatKnows() {
        assertThat(at(0.2).wall().caption().text()).startsWith("The task was killed just now. Nobody knows yet");
        assertThat(at(3).wall().caption().text()).startsWith("The task died 3 s ago. ECS is starting another");
    }

    @Test
    void whatTheLessonWaitedForIsShownForSomeSeconds() {
        var over = new Held(Caption.milestone(Part.say("The class is over.")).orElseThrow(), seconds(100));
        var quiet = Caption.state(Part.say("Nobody asks now.")).orElseThrow();
        var turn = Caption.turn(Part.say("The task was killed.")).orElseThrow();
        assertThat(over.next(quiet, seconds(104))).isEqualTo(over);
        assertThat(over.next(quiet, seconds(105)).caption()).isEqualTo(quiet);
        assertThat(over.next(turn, seconds(101)).caption()).isEqualTo(turn);
    }

    @Test
    void numbersGoOnWhileTheSentenceStays() {
        at(0.2);
        at(6);
        assertThat(at(7).wall().caption().text()).startsWith("The task died 7 s ago");
    }

    private static Taught checked(Taught taught) {
        return taught.and(new CheckpointMet("dashboard", "success-rate-answers"))
                .and(new CheckpointMet("dashboard", "error-rate-answers"));
    }

    private static Taught users() {
        return Taught.served().step("dashboard");
    }

    private Shown show(Taught taught) {
        return show.next(taught.state(), taught.now());
    }

    @Test
    void whatAStepHasReachedIsSeenForSomeSeconds() {
        assertThat(show(users().at(891)).mark()).isEqualTo(Mark.NONE);
        var reached = show(checked(users().at(892)));
        assertThat(reached.mark()).isEqualTo(Mark.REACHED);

        var held = show(checked(users().at(892)).unscraped(892, 895, 40, 0));
        assertThat(held.mark()).isEqualTo(Mark.REACHED);
        assertThat(held.wall().figures()).isEqualTo(reached.wall().figures());
        assertThat(held.wall().head().clock()).isEqualTo("14:55");

        var after = show(checked(users().at(892)).unscraped(892, 897, 40, 0));
        assertThat(after.mark()).isEqualTo(Mark.NONE);
        assertThat(after.wall().figures()).isNotEqualTo(reached.wall().figures());
    }

    @Test
    void whatWeighsMoreIsNotHidden() {
        show(users().at(891));
        assertThat(show(checked(users().at(892))).mark()).isEqualTo(Mark.REACHED);

        var news = show(checked(users().at(892)).unscraped(892, 894, 0, 20));

        assertThat(news.mark()).isEqualTo(Mark.NONE);
        assertThat(news.wall().caption().text()).startsWith("66.7 % of the requests of the last 5 s failed");
    }

    /** DNS's new address is what the last step turns on; that ECS starts a replacement is only on the way there. */
    @Test
    void aCheckpointThatTheLessonTurnsOnIsSeenForSomeSecondsAndOneOnTheWayIsNot() {
        at(8.7);
        assertThat(after(8.9, "replaced").mark()).isEqualTo(Mark.NONE);
        at(12.1);
        var found = after(12.4, "new-address");
        assertThat(found.mark()).isEqualTo(Mark.REACHED);
        assertThat(after(14, "new-address").wall().caption())
                .isEqualTo(found.wall().caption());

        var served = after(15, "new-address", "served-again");
        assertThat(served.mark()).isEqualTo(Mark.REACHED);
        assertThat(served.wall().figures())
                .as("the picture of this moment")
                .isNotEqualTo(found.wall().figures());
        assertThat(after(19.5, "new-address", "served-again").mark()).isEqualTo(Mark.NONE);
    }

    private Shown after(double theKill, String... checkpoints) {
        var taught = Taught.killed(theKill);
        for (var checkpoint : checkpoints) {
            taught.and(new CheckpointMet("full-failure", checkpoint));
        }
        return show(taught);
    }

    @Test
    void nothingIsHeldThatTheClassHasNotSeenHappen() {
        assertThat(show(checked(users().at(892))).mark()).isEqualTo(Mark.NONE);
        assertThat(show(users().at(894)).mark()).isEqualTo(Mark.NONE);
        assertThat(show(checked(users().at(899))).mark()).isEqualTo(Mark.NONE);
    }

    @Test
    void anotherStepEndsTheHold() {
        show(users().at(891));
        assertThat(show(checked(users().at(892))).mark()).isEqualTo(Mark.REACHED);
        assertThat(show(checked(users().at(892)).at(893).step("grafana")).mark())
                .isEqualTo(Mark.NONE);
    }

    @Test
    void aRecordingThatIsWoundBackHoldsNothing() {
        at(30);
        assertThat(at(4).wall().caption().text()).startsWith("The task died 4 s ago");
    }
}
