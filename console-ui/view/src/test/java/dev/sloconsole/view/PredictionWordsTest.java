package dev.sloconsole.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.session.Prediction;
import dev.sloconsole.session.Prediction.Measure;
import dev.sloconsole.session.Prediction.Measurement;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PredictionWordsTest {

    private static final Duration AT = Duration.ofSeconds(5);

    private static Prediction asked(Measure of) {
        return Prediction.asked("?", of);
    }

    private static Prediction measured(Prediction p, double value) {
        return p.with(Optional.of(new Measurement(AT, Optional.of(value), Optional.empty())));
    }

    private static Prediction settled(Prediction p) {
        return p.with(p.measured().map(m -> m.settled(AT)));
    }

    private static Prediction nothingSeen(Prediction p) {
        return p.with(Optional.of(new Measurement(AT, Optional.empty(), Optional.empty())));
    }

    @Test
    void nothingIsSaidBeforeAnybodyGuessed() {
        assertThat(PredictionWords.comparison(asked(Measure.SLI))).isEmpty();
        assertThat(PredictionWords.comparison(asked(Measure.SLI).guessed(95, AT))).isEqualTo("Guessed 95 %.");
    }

    @Test
    void whatIsSeenSoFarIsNoOutcomeYet() {
        var sli = asked(Measure.SLI);

        assertThat(PredictionWords.comparison(measured(sli.guessed(95, AT), 87.5)))
                .isEqualTo("Guessed 95 %; so far 87.5 %.");
        assertThat(PredictionWords.comparison(measured(sli, 75))).isEqualTo("Nobody guessed; so far 75 %.");
        assertThat(PredictionWords.comparison(nothingSeen(sli))).isEqualTo("Nobody guessed; not seen yet.");
    }

    @Test
    void theGuessIsComparedInTheUnitOfTheQuestion() {
        assertThat(PredictionWords.comparison(settled(measured(asked(Measure.SLI).guessed(95, AT), 87.5))))
                .isEqualTo("Guessed 95 %, it was 87.5 %: 7.5 points too hopeful.");
        assertThat(PredictionWords.comparison(settled(measured(asked(Measure.SLI).guessed(80, AT), 90))))
                .isEqualTo("Guessed 80 %, it was 90 %: 10 points too gloomy.");
        assertThat(PredictionWords.comparison(settled(measured(asked(Measure.SLI).guessed(50, AT), 50))))
                .isEqualTo("Guessed 50 %, it was 50 %: exactly right.");
        assertThat(PredictionWords.comparison(settled(measured(asked(Measure.SERVED_AGAIN).guessed(5, AT), 8.5))))
                .isEqualTo("Guessed 5 s, it was 8.5 s: 3.5 s too hopeful.");
        assertThat(PredictionWords.comparison(settled(measured(asked(Measure.BURN_RATE), 10))))
                .isEqualTo("Nobody guessed, it was 10 ×.");
    }

    @Test
    void withoutTrafficThereIsNothingToCompareWith() {
        assertThat(PredictionWords.comparison(settled(nothingSeen(asked(Measure.BUDGET).guessed(99, AT)))))
                .isEqualTo("Guessed 99 %; there is nothing to compare it with: no request was counted.");
    }

    @Test
    void aValueIsNeverRoundedToAWholeThatItIsNot() {
        assertThat(PredictionWords.shown(99.99, Measure.SLI)).isEqualTo("99.99 %");
        assertThat(PredictionWords.shown(100, Measure.SLI)).isEqualTo("100 %");
        assertThat(PredictionWords.shown(0, Measure.SLI)).isEqualTo("0 %");
        assertThat(PredictionWords.shown(0.004, Measure.SLI)).isEqualTo("0.004 %");
        assertThat(PredictionWords.shown(-134.04, Measure.SLI)).isEqualTo("−134 %");
        assertThat(PredictionWords.shown(91.25, Measure.SLI)).isEqualTo("91.3 %");
    }
}
