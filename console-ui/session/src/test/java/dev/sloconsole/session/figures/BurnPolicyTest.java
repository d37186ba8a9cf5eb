package dev.sloconsole.session.figures;

import static dev.sloconsole.session.SloFigures.Verdict.FIRES;
import static dev.sloconsole.session.SloFigures.Verdict.NO_DATA;
import static dev.sloconsole.session.SloFigures.Verdict.OVER;
import static dev.sloconsole.session.SloFigures.Verdict.QUIET;
import static dev.sloconsole.session.SloFigures.Verdict.TOO_FEW_REQUESTS;
import static dev.sloconsole.session.SloFigures.Verdict.TOO_SHORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sloconsole.session.RequestCounts;
import dev.sloconsole.session.SloFigures.BurnAlert;
import dev.sloconsole.session.fold.RequestLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BurnPolicyTest {

    private static final Pattern LABELS = Pattern.compile(
            "labels: \\{severity: (\\w+), long: (\\w+), short: (\\w+), burn: \"([0-9.]+)\"}");

    private RequestLedger ledger = RequestLedger.empty();
    private int second;

    /** So many seconds of so many good and bad requests each. */
    private BurnPolicyTest then(int seconds, int ok, int bad) {
        for (int i = 0; i < seconds; i++) {
            ledger = ledger.with(Duration.ofSeconds(++second), new RequestCounts(ok, 0, bad, 0, 0, 0));
        }
        return this;
    }

    /** The verdict on the most urgent alert. */
    private BurnAlert verdict() {
        return BurnPolicy.LESSON
                .judge(ledger, Duration.ofSeconds(second), 0.99, Duration.ofMinutes(30))
                .getFirst();
    }

    @Test
    void anAlertFiresWhileBothWindowsBurn() {
        var alert = then(300, 20, 0).then(20, 14, 6).verdict();

        assertThat(alert.verdict()).isEqualTo(FIRES);
        assertThat(alert.why()).isEqualTo("40 s burn 15.00 and 20 s burn 30.00, both above 14.4."
                + " By now 32 % of the budget may be used.");
    }

    @Test
    void aBlipIsTooShort() {
        var alert = then(300, 20, 0).then(5, 4, 16).verdict();

        assertThat(alert.verdict()).isEqualTo(TOO_SHORT);
        assertThat(alert.why()).isEqualTo("20 s burn 20.00 is above 14.4, 40 s burn 10.00 is not: it has not lasted"
                + " long enough.");
    }

    @Test
    void anAlertEndsSoonAfterTheTrouble() {
        var alert = then(300, 0, 20).then(19, 20, 0).verdict();

        assertThat(alert.verdict()).as("one second of it is left in the short window: 1 / 20 = burn 5")
                .isEqualTo(OVER);
        assertThat(alert.why()).startsWith("40 s burn 52.50 is above 14.4, 20 s burn 5.00 is not");
    }

    @Test
    void aQuietServiceRingsNoBell() {
        assertThat(then(300, 19, 1).verdict().verdict()).isEqualTo(QUIET);
        assertThat(then(100, 19, 1).verdict().why()).isEqualTo("40 s burn 5.00 is not above 14.4.");
    }

    @Test
    void aHandfulOfRequestsIsNoReasonToWakeAnybody() {
        var alert = then(10, 0, 1).verdict();

        assertThat(alert.verdict()).isEqualTo(TOO_FEW_REQUESTS);
        assertThat(alert.why()).contains("10 requests in 40 s are fewer than the 14 that it takes");
    }

    @Test
    void withoutRequestsThereIsNothingToJudgeBy() {
        assertThat(verdict().verdict()).isEqualTo(NO_DATA);
        then(10, 20, 0);
        second += 30;
        assertThat(verdict().why()).isEqualTo("No request was counted in the last 20 s.");
    }

    @Test
    void aFullOutageFiresWithinSixSeconds() {
        then(300, 20, 0);
        int from = second;
        while (verdict().verdict() != FIRES) {
            then(1, 0, 20);
        }
        assertThat(second - from).isEqualTo(6);
    }

    @ParameterizedTest
    @CsvSource({"0, 0.32", "1, 0.40", "2, 0.50", "3, 0.50"})
    void everyAlertFiresBeforeTheBudgetIsGone(int alert, double used) {
        assertThat(BurnPolicy.LESSON.alerts().get(alert).budgetUsed(Duration.ofMinutes(30)))
                .isCloseTo(used, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"lesson.yml, true", "production.yml, false"})
    void theRuleFilesHaveTheSameAlerts(String file, boolean lesson) throws IOException {
        var policy = lesson ? BurnPolicy.LESSON : BurnPolicy.PRODUCTION;
        var text = Files.readString(Path.of("..", "..", "prometheus", "rules", file));
        var found = new ArrayList<BurnPolicy.Rule>();
        LABELS.matcher(text).results().map(BurnPolicyTest::rule).forEach(found::add);

        assertThat(found).isEqualTo(policy.alerts());
    }

    private static BurnPolicy.Rule rule(MatchResult labels) {
        return new BurnPolicy.Rule(labels.group(1), Double.parseDouble(labels.group(4)), window(labels.group(2)),
                window(labels.group(3)));
    }

    private static Duration window(String text) {
        return text.endsWith("d")
                ? Duration.ofDays(Long.parseLong(text.substring(0, text.length() - 1)))
                : Duration.parse("PT" + text);
    }
}
