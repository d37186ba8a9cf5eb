package dev.sloconsole.session.figures;

import static dev.sloconsole.session.SloFigures.Verdict.FIRES;
import static dev.sloconsole.session.SloFigures.Verdict.LONG_WINDOW_TOO_LONG;
import static dev.sloconsole.session.SloFigures.Verdict.NO_DATA;
import static dev.sloconsole.session.SloFigures.Verdict.OVER;
import static dev.sloconsole.session.SloFigures.Verdict.QUIET;
import static dev.sloconsole.session.SloFigures.Verdict.THRESHOLD_OUT_OF_REACH;
import static dev.sloconsole.session.SloFigures.Verdict.TOO_FEW_REQUESTS;
import static dev.sloconsole.session.SloFigures.Verdict.TOO_SHORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sloconsole.session.BurnRate;
import dev.sloconsole.session.RequestCounts;
import dev.sloconsole.session.SloFigures.BurnAlert;
import dev.sloconsole.session.SloFigures.Verdict;
import dev.sloconsole.session.Windowing;
import dev.sloconsole.session.fold.BudgetWindow.Terms;
import dev.sloconsole.session.fold.RequestLedger;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BurnPolicyTest {

    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
    private static final Path RULES = Path.of("..", "..", "prometheus", "rules");

    private RequestLedger ledger = RequestLedger.empty();
    private int second;

    /** So many seconds of so many good and bad requests each. */
    private BurnPolicyTest then(int seconds, int ok, int bad) {
        for (int i = 0; i < seconds; i++) {
            ledger = ledger.with(Duration.ofSeconds(++second), new RequestCounts(ok, 0, bad, 0, 0, 0));
        }
        return this;
    }

    private List<BurnAlert> verdicts(double objective, Duration window, int planned) {
        var from = Optional.of(Duration.ZERO);
        var users = new UserFigures(ledger, from, new Terms(objective, window, Windowing.FIXED, planned, from));
        return BurnPolicy.LESSON.judge(users, Duration.ofSeconds(second), Optional.empty());
    }

    /** The verdict on the most urgent alert. */
    private BurnAlert verdict() {
        return verdicts(0.99, HALF_AN_HOUR, 20).getFirst();
    }

    private static double value(Optional<BurnRate> burn) {
        return burn.orElseThrow().value();
    }

    @Test
    void anAlertFiresWhileBothWindowsBurn() {
        var alert = then(300, 20, 0).then(20, 14, 6).verdict();

        assertThat(alert.verdict()).isEqualTo(FIRES);
        assertThat(value(alert.longBurn())).isEqualTo(15);
        assertThat(value(alert.shortBurn())).isEqualTo(30);
    }

    @Test
    void aBlipIsTooShort() {
        var alert = then(300, 20, 0).then(5, 4, 16).verdict();

        assertThat(alert.verdict()).isEqualTo(TOO_SHORT);
        assertThat(value(alert.longBurn())).isEqualTo(10);
        assertThat(value(alert.shortBurn())).isEqualTo(20);
    }

    @Test
    void anAlertEndsSoonAfterTheTrouble() {
        var alert = then(300, 0, 20).then(19, 20, 0).verdict();

        assertThat(alert.verdict())
                .as("one second of it is left in the short window: 1 / 20 = burn 5")
                .isEqualTo(OVER);
        assertThat(value(alert.longBurn())).isEqualTo(52.5);
        assertThat(value(alert.shortBurn())).isEqualTo(5);
    }

    @Test
    void aQuietServiceRingsNoBell() {
        assertThat(then(300, 19, 1).verdict().verdict()).isEqualTo(QUIET);
    }

    @Test
    void aThresholdIsNotExceededByWhatIsExactlyOnIt() {
        var slow = then(300, 20, 0)
                .then(24, 14, 6)
                .verdicts(0.99, HALF_AN_HOUR, 20)
                .get(1);

        assertThat(value(slow.longBurn())).isEqualTo(6);
        assertThat(slow.verdict()).isEqualTo(TOO_SHORT);
    }

    @Test
    void aHandfulOfRequestsIsNoReasonToWakeAnybody() {
        then(600, 0, 0);
        var alert = then(10, 0, 1).verdict();

        assertThat(alert.verdict()).isEqualTo(TOO_FEW_REQUESTS);
        assertThat(alert.longBurn().orElseThrow().total()).isEqualTo(10);
        assertThat(verdicts(0.99, HALF_AN_HOUR, 20))
                .extracting(BurnAlert::needed)
                .containsExactly(14L, 34L, 67L, 200L);
    }

    @Test
    void withoutRequestsThereIsNothingToJudgeBy() {
        assertThat(verdict().verdict()).isEqualTo(NO_DATA);
        then(10, 20, 0);
        second += 30;
        assertThat(verdict().verdict()).isEqualTo(NO_DATA);
        assertThat(verdict().shortBurn()).isEmpty();
        assertThat(verdict().longBurn()).isPresent();
    }

    @Test
    void aFullOutageFiresWithinSixSeconds() {
        then(300, 20, 0);
        int from = second;
        while (!verdict().fires()) {
            then(1, 0, 20);
        }
        assertThat(second - from).isEqualTo(6);
    }

    @ParameterizedTest
    @CsvSource({"0, 20", "1, 25", "2, 31", "3, 31"})
    void aYoungWindowIsFilledWithPlannedRequestsSoThatTheFastAlertsComeFirst(int alert, int expected) {
        then(180, 20, 0);
        while (!verdicts(0.99, HALF_AN_HOUR, 20).get(alert).fires()) {
            then(1, 14, 6);
        }
        assertThat(second - 180).isEqualTo(expected);
    }

    @Test
    void fullWindowsAreNotFilled() {
        then(900, 20, 0).then(20, 14, 6);

        assertThat(verdicts(0.99, HALF_AN_HOUR, 500))
                .extracting(a -> a.longBurn().orElseThrow().planned())
                .allSatisfy(planned -> assertThat(planned).isEqualByComparingTo("0"));
    }

    @ParameterizedTest
    @CsvSource({"0, 14.4, 0.32", "1, 6, 0.40", "2, 3, 0.50", "3, 1, 0.50"})
    void thresholdsFollowFromShares(int alert, double burn, String share) {
        var rule = BurnPolicy.LESSON.alerts().get(alert);

        assertThat(rule.burn(HALF_AN_HOUR)).isEqualTo(burn);
        assertThat(rule.share()).isEqualByComparingTo(share);
        assertThat(rule.burn(Duration.ofMinutes(10))).isCloseTo(burn / 3, within(1e-9));
    }

    @Test
    void anAlertThatCannotWorkIsLeftOut() {
        assertThat(leftOut(0.99, HALF_AN_HOUR)).isEmpty();
        assertThat(leftOut(0.995, Duration.ofMinutes(10))).containsExactly(LONG_WINDOW_TOO_LONG);
        assertThat(leftOut(0.9, HALF_AN_HOUR))
                .as("a full outage burns 10, never 14.4")
                .containsExactly(THRESHOLD_OUT_OF_REACH);
        assertThat(leftOut(0.9, Duration.ofMinutes(10))).containsExactly(LONG_WINDOW_TOO_LONG);
        assertThat(leftOut(0.99, Duration.ofSeconds(79))).hasSize(4);
    }

    private List<Verdict> leftOut(double objective, Duration window) {
        return verdicts(objective, window, 20).stream()
                .map(BurnAlert::verdict)
                .filter(Verdict::leftOut)
                .toList();
    }

    @Test
    void theLessonsRulesHaveTheSameAlerts() throws IOException {
        var text = Files.readString(RULES.resolve("lesson.yml"));

        assertThat(groups(text, "([0-9.]+) \\* max\\(slo_window_seconds\\) / (\\d+) <"))
                .isEqualTo(BurnPolicy.LESSON.alerts().stream()
                        .map(a -> List.of(
                                a.share().toPlainString(),
                                String.valueOf(a.longWindow().toSeconds())))
                        .toList());
        assertThat(windows(text, "")).isEqualTo(windows(BurnPolicy.LESSON));
    }

    @Test
    void theRulesOfAMonthHaveTheSameAlerts() throws IOException {
        var text = Files.readString(RULES.resolve("production.yml"));

        assertThat(windows(text, ", burn: \"[0-9.]+\"")).isEqualTo(windows(BurnPolicy.PRODUCTION));
        assertThat(groups(text, "burn: \"([0-9.]+)\"").stream().map(g -> Double.parseDouble(g.getFirst())))
                .containsExactlyElementsOf(BurnPolicy.PRODUCTION.alerts().stream()
                        .map(a -> a.burn(Duration.ofDays(30)))
                        .toList());
    }

    private static List<List<String>> windows(String text, String more) {
        return groups(text, "labels: \\{severity: (\\w+), long: (\\w+), short: (\\w+)" + more + "}").stream()
                .filter(labels -> labels.size() == 3)
                .map(labels -> List.of(
                        labels.get(0),
                        window(labels.get(1)).toString(),
                        window(labels.get(2)).toString()))
                .toList();
    }

    private static List<List<String>> windows(BurnPolicy policy) {
        return policy.alerts().stream()
                .map(a -> List.of(
                        a.severity(), a.longWindow().toString(), a.shortWindow().toString()))
                .toList();
    }

    private static List<List<String>> groups(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(m -> IntStream.rangeClosed(1, m.groupCount())
                        .mapToObj(m::group)
                        .toList())
                .toList();
    }

    private static Duration window(String text) {
        return text.endsWith("d")
                ? Duration.ofDays(Long.parseLong(text.substring(0, text.length() - 1)))
                : Duration.parse("PT" + text);
    }

    @Test
    void aShareOfTheBudgetIsUsedWhenTheFastestAlertFires() {
        then(180, 20, 0).then(20, 14, 6);

        assertThat(verdict().fires()).isTrue();
        assertThat(BigDecimal.valueOf(ledger.total().bad())).isEqualByComparingTo("120");
    }
}
