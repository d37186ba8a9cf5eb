package dev.sloconsole.view.lesson;

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
        assertThat(comparison(asked(Measure.SLI))).isEmpty();
        assertThat(comparison(asked(Measure.SLI).guessed(95, AT))).isEqualTo("Guessed 95 %.");
    }

    @Test
    void whatIsSeenSoFarIsNoOutcomeYet() {
        var sli = asked(Measure.SLI);

        assertThat(comparison(measured(sli.guessed(95, AT), 87.5))).isEqualTo("Guessed 95 %; so far 87.5 %.");
        assertThat(comparison(measured(sli, 75))).isEqualTo("Nobody guessed; so far 75.0 %.");
        assertThat(comparison(nothingSeen(sli))).isEqualTo("Nobody guessed; not seen yet.");
    }

    @Test
    void theGuessIsComparedInTheUnitOfTheQuestion() {
        assertThat(comparison(settled(measured(asked(Measure.SLI).guessed(95, AT), 87.5))))
                .isEqualTo("Guessed 95 %, it was 87.5 %: 7.5 points too hopeful.");
        assertThat(comparison(settled(measured(asked(Measure.SLI).guessed(80, AT), 90))))
                .isEqualTo("Guessed 80 %, it was 90.0 %: 10 points too gloomy.");
        assertThat(comparison(settled(measured(asked(Measure.SLI).guessed(50, AT), 50))))
                .isEqualTo("Guessed 50 %, it was 50.0 %: exactly right.");
        assertThat(comparison(settled(measured(asked(Measure.SERVED_AGAIN).guessed(5, AT), 8.5))))
                .isEqualTo("Guessed 5 s, it was 8.5 s: 3.5 s too hopeful.");
        assertThat(comparison(settled(measured(asked(Measure.BURN_RATE), 10))))
                .isEqualTo("Nobody guessed, it was 10.0 ×.");
    }

    @Test
    void withoutTrafficThereIsNothingToCompareWith() {
        assertThat(comparison(settled(nothingSeen(asked(Measure.BUDGET).guessed(99, AT)))))
                .isEqualTo("Guessed 99 %; there is nothing to compare it with: no request was counted.");
    }

    @Test
    void whatItWasIsWrittenAsOnTheTile() {
        assertThat(PredictionWords.outcome(98.9949, Measure.SLI, 0.99)).isEqualTo("98.9 %");
        assertThat(PredictionWords.outcome(100, Measure.SLI, 0.99)).isEqualTo("100 %");
        assertThat(PredictionWords.outcome(0.004, Measure.SERVER_SLI, 0.99)).isEqualTo("< 0.1 %");
        assertThat(PredictionWords.outcome(66.6667, Measure.BUDGET, 0.99)).isEqualTo("67 %");
    }

    @Test
    void anOverspentBudgetIsNeverNegative() {
        assertThat(comparison(settled(measured(asked(Measure.BUDGET).guessed(20, AT), -55.5556))))
                .isEqualTo("Guessed 20 %, it was 156 % used: 76 points too hopeful.");
        assertThat(comparison(settled(measured(asked(Measure.BUDGET).guessed(-20, AT), 67))))
                .isEqualTo("Guessed 120 % used, it was 67 %: 87 points too gloomy.");
    }

    private static String comparison(Prediction p) {
        return PredictionWords.comparison(p, 0.99);
    }
}
