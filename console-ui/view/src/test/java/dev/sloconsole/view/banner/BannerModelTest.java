package dev.sloconsole.view.banner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.session.journal.Damage;
import dev.sloconsole.view.fixture.RecordedClass;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BannerModelTest {

    private static final Damage WHOLE = new Damage(List.of());

    private final BannerModel lost = BannerModel.from(RecordedClass.prometheusLost(), Duration.ofSeconds(760));

    @Test
    void whatIsLostOfARecordingIsToldFirstWithItsPlace() {
        var damage = new Damage(List.of(
                new Damage.Place(312, 40_123, 512, "The line is not JSON."),
                new Damage.Place(2_040, 240_123, 37, "The last line is cut.")));
        var lines = lost.below(damage, 0).lines();
        assertThat(lines).hasSize(3);
        assertThat(lines.getFirst())
                .isEqualTo(new BannerModel.Line(
                        "Recording damaged",
                        "549 bytes were lost in 2 places; all else is shown. Line 312: The line is not JSON. Line 2,040: The last line"
                                + " is cut.",
                        "line 312, 2,040"));
    }

    @Test
    void factsOfANewerProgramAreToldToBeMissing() {
        assertThat(lost.below(WHOLE, 1).lines().getFirst().message())
                .startsWith("1 fact is of a kind that this version");
    }

    @Test
    void aWholeRecordingHasNoBannerOfItsOwn() {
        assertThat(lost.below(WHOLE, 0)).isEqualTo(lost);
    }
}
