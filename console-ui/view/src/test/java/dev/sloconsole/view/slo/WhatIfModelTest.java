package dev.sloconsole.view.slo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.session.SloFigures;
import dev.sloconsole.session.replay.WhatIf;
import dev.sloconsole.view.fixture.RecordedClass;
import dev.sloconsole.view.slo.WhatIfModel.Item;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WhatIfModelTest {

    @Test
    void everyTileHasAnAnswer() {
        var model = WhatIfModel.from(
                RecordedClass.alertFiring(),
                new WhatIf(0.999, Duration.ofHours(1), RecordedClass.recovered().figures()));
        assertThat(model.mark()).isEqualTo("WHAT IF 99.9 %");
        assertThat(model.sli().value()).isEqualTo("missed");
        assertThat(model.budget().value()).isEqualTo("132 % used");
        assertThat(model.burn().value()).isEqualTo("0 × · overspent");
        assertThat(model.alerts().value()).isEqualTo("2 of 4 fire");
        assertThat(model.budget().formula())
                .startsWith("What if it had been 99.9 % over 60 min? Recorded with 99 % over 30 min.\nPlanned: ");
    }

    @Test
    void noDataStaysNoDataWhateverThePromise() {
        var model =
                WhatIfModel.from(RecordedClass.begun(), new WhatIf(0.95, Duration.ofMinutes(10), SloFigures.none()));
        assertThat(List.of(model.sli(), model.budget(), model.burn(), model.alerts()))
                .extracting(Item::value)
                .containsOnly("no data");
    }
}
