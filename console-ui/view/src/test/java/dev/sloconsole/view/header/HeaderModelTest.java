package dev.sloconsole.view.header;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.session.Source;
import dev.sloconsole.view.fixture.States;
import org.junit.jupiter.api.Test;

class HeaderModelTest {

    @Test
    void onlyDeployingIsPossibleBeforeThereIsAStack() {
        var model = HeaderModel.from(States.empty(), States.s(4), Source.LOCAL);
        assertThat(model.canDeploy()).isTrue();
        assertThat(model.canDelete()).isFalse();
        assertThat(model.canKill()).isFalse();
        assertThat(model.trafficAllowed()).isFalse();
        assertThat(model.status()).isEqualTo("not deployed");
    }

    @Test
    void everythingButDeployingIsPossibleWhenItStands() {
        var model = HeaderModel.from(States.healthy(), States.s(760), Source.AWS);
        assertThat(model.canDeploy()).isFalse();
        assertThat(model.canDelete()).isTrue();
        assertThat(model.canKill()).isTrue();
        assertThat(model.trafficAllowed()).isTrue();
        assertThat(model.stops()).hasSize(2);
        assertThat(model.recording()).isEqualTo("REC 00:12:40");
    }

    @Test
    void recordingOffersNothingThatCouldChangeIt() {
        var model = HeaderModel.from(States.healthy(), States.s(760), Source.REPLAY);
        assertThat(model.canDeploy() || model.canDelete() || model.canKill() || model.trafficAllowed())
                .isFalse();
        assertThat(model.stops()).isEmpty();
        assertThat(model.recording()).isEqualTo("REPLAY 00:12:40");
    }
}
