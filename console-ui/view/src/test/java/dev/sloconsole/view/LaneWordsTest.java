package dev.sloconsole.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.session.Lane.Content;
import dev.sloconsole.session.TrafficPlan;
import dev.sloconsole.session.TrafficPlan.Mode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LaneWordsTest {

    @Test
    void trafficIsNamedByItsModeAndWhatIsSent() {
        var plan = TrafficPlan.off();

        assertThat(List.of(Mode.NORMAL, Mode.PARTIAL_FAILURE, Mode.BURST, Mode.RAMP))
                .extracting(mode -> LaneWords.label(new Content.Sent(plan.with(mode))))
                .containsExactly("Normal 20/s", "Partial failure 30 %", "Burst 20–100/s", "Ramp 20–200/s");
    }

    @Test
    void aTaskIsNamedByItsShortIdAndItsAddress() {
        var ran = new Content.Ran("41aa70c2d9e84b1fa3377c1d20aa4c07", Optional.of("10.42.0.23"));

        assertThat(LaneWords.label(ran)).isEqualTo("41aa…07 · 10.42.0.23");
    }

    @Test
    void anAnswerWithoutAddressesSaysSo() {
        assertThat(LaneWords.label(new Content.Answered("NOERROR", List.of()))).isEqualTo("no address");
        assertThat(LaneWords.label(new Content.Answered("NXDOMAIN", List.of()))).isEqualTo("NXDOMAIN");
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void everyModeHasANameAnExplanationALabelAndAColour(Mode mode) {
        var plan = TrafficPlan.off().with(mode);

        assertThat(TrafficWords.name(mode)).matches("[A-Z][a-z ]+");
        assertThat(TrafficWords.explained(mode)).endsWith(".");
        assertThat(LaneWords.label(new Content.Sent(plan))).startsWith(TrafficWords.name(mode));
        assertThat(LaneWords.tone(new Content.Sent(plan))).isEqualTo(TrafficWords.tone(mode));
    }
}
