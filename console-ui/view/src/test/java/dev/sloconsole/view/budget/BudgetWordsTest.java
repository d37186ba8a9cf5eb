package dev.sloconsole.view.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.session.ErrorBudget.Reason;
import dev.sloconsole.session.ErrorBudget.Rise;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.fixture.Budgets;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetWordsTest {

    /** 30 % of 20 requests a second fail from 3:00 to 4:00, and all from 6:00 to 6:10. */
    @ParameterizedTest
    @CsvSource({
        "180, 0, 360 of 360, 100 %, 18 s of outage, GOOD",
        "187, 42, 318 of 360, 88 %, 15 s of outage, WARN",
        "200, 120, 240 of 360, 67 %, 12 s of outage, WARN",
        "240, 360, 0 of 360, 0 %, , BAD",
        "360, 360, 0 of 360, 0 %, , BAD",
        "370, 560, 200 over, 156 % used, , BAD",
        "1800, 560, 200 over, 156 % used, , BAD"
    })
    void failuresComeFirstAndNothingIsEverNegative(
            long seconds, long failed, String count, String share, String outage, Tone tone) {
        var words = BudgetWords.of(Budgets.after(seconds, failed));
        assertThat(words.count()).isEqualTo(count);
        assertThat(words.noun()).isEqualTo(failed > 360 ? "" : "failures left");
        assertThat(words.share()).isEqualTo(share);
        assertThat(words.outage().orElse(null)).isEqualTo(outage);
        assertThat(words.tone()).isEqualTo(tone);
    }

    @Test
    void atRiskAndBlownAreTwoWordsAndTwoTones() {
        var risk = BudgetWords.of(Budgets.goneIn(200, 120, Duration.ofSeconds(40)));
        assertThat(risk.pace()).contains("gone in 40 s at this pace");
        assertThat(risk.tone()).isEqualTo(Tone.WARN);
        var blown = BudgetWords.of(Budgets.after(370, 560));
        assertThat(blown.pace()).contains("overspent");
        assertThat(blown.tone()).isEqualTo(Tone.BAD);
        assertThat(BudgetWords.of(Budgets.after(240, 360)).pace()).contains("spent");
    }

    @Test
    void aRiseTellsItsReason() {
        var rise = new Rise(Reason.MORE_USERS_THAN_PLANNED, new BigDecimal("15.3"), Duration.ofSeconds(200));
        assertThat(BudgetWords.of(Budgets.risen(200, 120, rise)).rise()).contains("+15: more users than planned");
    }

    @Test
    void theFormulaHoldsTodaysNumbersAndNamesBothWaysToReckon() {
        var formula = BudgetFormula.of(Budgets.after(200, 120));
        assertThat(formula.planned())
                .containsExactly(
                        "4,000 requests seen + 20/s × 26 min 40 s to come = 36,000",
                        "(1 − 0.99) × 36,000 = 360 may fail",
                        "360 − 120 failed = 240 left: 67 %, or 12 s in which nobody is served",
                        "Who spends evenly has 89 % left by now.");
        assertThat(formula.seen()).containsExactly("(120 ÷ 4,000) ÷ (1 − 0.99) = 300 % used");
        assertThat(formula.text()).contains("Planned: 4,000", "Seen only: (120 ÷ 4,000)");
    }

    @Test
    void bothWaysSayTheSameWhenTheWindowIsFull() {
        var formula = BudgetFormula.of(Budgets.after(1800, 560));
        assertThat(formula.planned().get(2)).endsWith("200 over: 156 % used");
        assertThat(formula.seen().getFirst()).endsWith("156 % used");
    }
}
