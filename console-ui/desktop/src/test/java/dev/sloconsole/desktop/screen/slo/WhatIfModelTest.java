package dev.sloconsole.desktop.screen.slo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.desktop.screen.fixture.States;
import dev.sloconsole.desktop.screen.look.Tone;
import dev.sloconsole.desktop.screen.slo.WhatIfModel.Item;
import dev.sloconsole.session.SloFigures;
import dev.sloconsole.session.replay.WhatIf;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WhatIfModelTest {

    @Test
    void otherFiguresStandBesideTheRecordedOnes() {
        var model = WhatIfModel.from(
                States.partialFailure(), new WhatIf(0.999, Duration.ofHours(1), States.overspent().figures()));
        assertThat(model.promise()).isEqualTo("99.9 % over 60 min");
        assertThat(model.recorded()).isEqualTo("recorded with 99 % over 30 min");
        assertThat(model.items()).extracting(Item::name).containsExactly("Budget left", "Burn rate", "Gone in", "Alerts firing");
        assertThat(model.items()).extracting(Item::value).containsExactly("−134 %", "4.4 ×", "spent", "1 of 4");
        assertThat(model.items()).extracting(Item::was).containsExactly("38 %", "3.2 ×", "3 min 34 s", "1 of 4");
        assertThat(model.items().getFirst().tone()).isEqualTo(Tone.BAD);
    }

    @Test
    void noDataStaysNoDataWhateverThePromise() {
        var model = WhatIfModel.from(States.empty(), new WhatIf(0.95, Duration.ofMinutes(10), SloFigures.none()));
        assertThat(model.items()).allSatisfy(item -> {
            assertThat(item.value()).isEqualTo("no data");
            assertThat(item.was()).isEqualTo("no data");
        });
    }
}
