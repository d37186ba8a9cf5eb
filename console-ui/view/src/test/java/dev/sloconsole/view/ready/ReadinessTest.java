package dev.sloconsole.view.ready;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.stack.Finding;
import dev.sloconsole.view.Tone;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadinessTest {

    private static final Finding GOOD = Finding.good("JDK", "25.");
    private static final Finding SKIPPED = Finding.skipped("permissions", "They cannot be simulated.");
    private static final Finding ODD = Finding.warning("clock", "It is 40 s behind AWS's.", "Set it.");
    private static final Finding BAD = Finding.bad("image", "There is none.", "Build and push it: ./slo publish");

    @Test
    void whatIsInTheWayStandsFirst() {
        var model = Readiness.of(List.of(GOOD, SKIPPED, ODD, BAD));

        assertThat(model.rows())
                .extracting(Readiness.Row::check)
                .containsExactly("image", "clock", "permissions", "JDK");
        assertThat(model.summary()).isEqualTo("Not ready: 1 thing is in the way.");
        assertThat(model.tone()).isEqualTo(Tone.BAD);
    }

    @Test
    void aRemarkKeepsNobodyFromTeaching() {
        assertThat(Readiness.of(List.of(GOOD, ODD)).summary()).isEqualTo("Ready, with 1 remark.");
        assertThat(Readiness.of(List.of(GOOD, SKIPPED)).summary()).isEqualTo("Ready.");
    }
}
