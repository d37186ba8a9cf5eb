package dev.sloconsole.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 20 requests a second, 99 % over 30 minutes; 30 % fail from 3:00 to 4:00, and all from 6:00 to 6:10. */
class ErrorBudgetTest {

    private static final Duration WINDOW = Duration.ofMinutes(30);

    private static ErrorBudget after(int seconds, IntUnaryOperator perSecond) {
        long ok = 0;
        long bad = 0;
        for (int t = 0; t < seconds; t++) {
            long all = perSecond.applyAsInt(t);
            long failing = t >= 180 && t < 240 ? all * 3 / 10 : t >= 360 && t < 370 ? all : 0;
            ok += all - failing;
            bad += failing;
        }
        return budget(0.99, seconds, new RequestCounts(ok, 0, bad, 0, 0, 0));
    }

    private static ErrorBudget budget(double objective, int seconds, RequestCounts counted) {
        var elapsed = Duration.ofSeconds(seconds);
        return new ErrorBudget(
                ErrorBudget.Standing.RUNNING,
                objective,
                WINDOW,
                Windowing.FIXED,
                20,
                Optional.of(Duration.ZERO),
                elapsed,
                WINDOW.minus(elapsed),
                counted,
                1,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static int constant(int second) {
        return 20;
    }

    @ParameterizedTest
    @CsvSource({
        "3:00, 180, 360, 100.0", "3:07, 187, 318, 88.3", "3:20, 200, 240, 66.7", "4:00, 240, 0, 0.0",
        "6:00, 360, 0, 0.0", "6:10, 370, -200, -55.6", "15:00, 900, -200, -55.6", "30:00, 1800, -200, -55.6"
    })
    void theBudgetOfAWindowFallsWithItsFailuresAlone(String at, int seconds, String left, String percent) {
        var budget = after(seconds, ErrorBudgetTest::constant);

        assertThat(budget.expected()).isEqualByComparingTo("36000");
        assertThat(budget.allowed()).isEqualByComparingTo("360");
        assertThat(budget.left()).isEqualByComparingTo(left);
        assertThat(percent(budget.share())).isEqualTo(percent);
    }

    private static int rampToTen(int second) {
        int ramped = second - 600;
        return ramped < 0 || ramped >= 180 ? 20 : ramped < 120 ? 20 + 180 * ramped / 120 : 200;
    }

    private static int fiveMinutesOff(int second) {
        return second >= 600 && second < 900 ? 0 : 20;
    }

    private static int fiveMinutesOfBursts(int second) {
        return second >= 600 && second < 900 && second % 30 >= 25 ? 100 : 20;
    }

    private static void endsAt(String percent, IntUnaryOperator perSecond) {
        var end = after(1_800, perSecond);
        assertThat(percent(end.share())).isEqualTo(percent);
        assertThat(end.shareOfSeen()).contains(end.share());
    }

    @Test
    void atTheWindowsEndItIsWhatWasForgivenOfWhatWasCounted() {
        endsAt("-55.6", ErrorBudgetTest::constant);
        endsAt("2.6", ErrorBudgetTest::rampToTen);
        endsAt("-86.7", ErrorBudgetTest::fiveMinutesOff);
        endsAt("-40.0", ErrorBudgetTest::fiveMinutesOfBursts);
    }

    @Test
    void whoeverPlansNothingSeesTheSameFailuresAsADisasterAtFirst() {
        var early = after(187, ErrorBudgetTest::constant);

        assertThat(percent(early.share())).isEqualTo("88.3");
        assertThat(early.shareOfSeen().map(ErrorBudgetTest::percent)).contains("-12.3");
    }

    @Test
    void sharesAreExact() {
        var eightOfAThousand = budget(0.99, 1_800, new RequestCounts(992, 0, 8, 0, 0, 0));
        assertThat(eightOfAThousand.share()).isEqualByComparingTo("0.2");

        var oneOfThree = budget(0.999, 1_800, new RequestCounts(2_999, 0, 1, 0, 0, 0));
        assertThat(oneOfThree.share())
                .isLessThan(new BigDecimal(2).divide(new BigDecimal(3), 20, RoundingMode.CEILING));
        assertThat(oneOfThree.left()).isEqualByComparingTo("2");
    }

    @Test
    void whatIsLeftLastsAsLongAnOutage() {
        assertThat(after(200, ErrorBudgetTest::constant).outageLeft()).isEqualTo(Duration.ofSeconds(12));
        assertThat(after(370, ErrorBudgetTest::constant).outageLeft()).isZero();
    }

    @Test
    void spentAndOverspentAreTwo() {
        assertThat(after(239, ErrorBudgetTest::constant).spent()).isFalse();
        assertThat(after(240, ErrorBudgetTest::constant).spent()).isTrue();
        assertThat(after(240, ErrorBudgetTest::constant).overspent()).isFalse();
        assertThat(after(370, ErrorBudgetTest::constant).overspent()).isTrue();
    }

    @Test
    void aSteadySpenderIsWhereTheTimeIs() {
        assertThat(after(360, ErrorBudgetTest::constant).steadyShare()).isEqualByComparingTo("0.8");
        assertThat(after(1_800, ErrorBudgetTest::constant).steadyShare()).isEqualByComparingTo("0");
    }

    private static String percent(BigDecimal share) {
        return share.movePointRight(2).setScale(1, RoundingMode.HALF_UP).toPlainString();
    }
}
