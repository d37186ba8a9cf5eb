package dev.sloconsole.view.header;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.session.Action;
import dev.sloconsole.session.SessionState.Banner;
import dev.sloconsole.session.Source;
import dev.sloconsole.session.Stack;
import dev.sloconsole.session.Trouble;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.fixture.RecordedClass;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HeaderModelTest {

    @Test
    void onlyDeployingIsPossibleBeforeThereIsAStack() {
        var model = HeaderModel.from(RecordedClass.begun(), Duration.ofSeconds(4), Source.LOCAL, Optional.empty());
        assertThat(model.canDeploy()).isTrue();
        assertThat(model.canDelete()).isFalse();
        assertThat(model.canKill()).isFalse();
        assertThat(model.trafficAllowed()).isFalse();
        assertThat(model.status()).isEqualTo("not deployed");
    }

    @Test
    void aStackThatMovesIsWrittenAsItsResourcesAre() {
        var model = HeaderModel.from(RecordedClass.deploying(), Duration.ofSeconds(40), Source.LOCAL, Optional.empty());
        assertThat(model.status()).isEqualTo("create in progress");
    }

    @Test
    void everythingButDeployingIsPossibleWhenItStands() {
        var model = HeaderModel.from(RecordedClass.normal(), Duration.ofSeconds(760), Source.AWS, Optional.empty());
        assertThat(model.canDeploy()).isFalse();
        assertThat(model.canDelete()).isTrue();
        assertThat(model.canKill()).isTrue();
        assertThat(model.trafficAllowed()).isTrue();
        assertThat(model.stops()).hasSize(2);
        assertThat(model.recording()).isEqualTo("REC 00:12:40");
    }

    @Test
    void aClassThatHasEndedWasRecorded() {
        var model = HeaderModel.from(
                RecordedClass.moment("ended"), Duration.ofSeconds(486), Source.LOCAL, Optional.empty());
        assertThat(model.recording()).isEqualTo("ENDED 00:08:06");
        assertThat(model.recordingTone()).isEqualTo(Tone.MUTED);
    }

    @Test
    void recordingOffersNothingThatCouldChangeIt() {
        var model = HeaderModel.from(RecordedClass.normal(), Duration.ofSeconds(760), Source.REPLAY, Optional.empty());
        assertThat(model.canDeploy() || model.canDelete() || model.canKill() || model.trafficAllowed())
                .isFalse();
        assertThat(model.stops()).isEmpty();
        assertThat(model.recording()).isEqualTo("REPLAY 00:12:40");
    }

    @Test
    void beforeTheAccountIsReadNothingIsSaidOfTheStackAndDeployWaits() {
        var unread = RecordedClass.begun().next().stack(Stack.unknown()).state();
        var model = HeaderModel.from(unread, Duration.ofSeconds(1), Source.AWS, Optional.empty());
        assertThat(model.status()).isEqualTo("asking the cloud…");
        assertThat(model.canDeploy()).isFalse();
        assertThat(model.whyNot(Action.DEPLOY))
                .isEqualTo("Deploy waits until the account is read: the stack sre-slo-demo may be there already.");
        var lost = unread.next()
                .banners(List.of(new Banner(
                        new Trouble.Lost("cloudformation", "The credentials have expired. Run aws sso login."),
                        Duration.ofSeconds(1))))
                .state();
        assertThat(HeaderModel.from(lost, Duration.ofSeconds(1), Source.AWS, Optional.empty())
                        .whyNot(Action.DEPLOY))
                .isEqualTo(
                        "Deploy waits until the account can be read. The credentials have expired. Run aws sso login.");
    }

    @Test
    void theRateOfTheLastClassIsThereUntilThisOneHasOne() {
        assertThat(HeaderModel.from(RecordedClass.begun(), Duration.ofSeconds(1), Source.LOCAL, Optional.of(50))
                        .plan()
                        .ratePerSecond())
                .isEqualTo(50);
        assertThat(HeaderModel.from(RecordedClass.normal(), Duration.ofSeconds(760), Source.LOCAL, Optional.of(50))
                        .plan()
                        .ratePerSecond())
                .isEqualTo(20);
    }
}
