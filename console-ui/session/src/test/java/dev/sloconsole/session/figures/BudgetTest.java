package dev.sloconsole.session.figures;

import static dev.sloconsole.session.Facts.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.session.ErrorBudget;
import dev.sloconsole.session.ErrorBudget.Reason;
import dev.sloconsole.session.ErrorBudget.Rise;
import dev.sloconsole.session.ErrorBudget.Standing;
import dev.sloconsole.session.Facts;
import dev.sloconsole.session.SessionEvent.BudgetPlanned;
import dev.sloconsole.session.SessionEvent.ClockJumped;
import dev.sloconsole.session.SessionEvent.ObjectiveChanged;
import dev.sloconsole.session.SessionEvent.ProcessPaused;
import dev.sloconsole.session.SessionEvent.WindowClosed;
import dev.sloconsole.session.SessionEvent.WindowingChosen;
import dev.sloconsole.session.SloFigures;
import dev.sloconsole.session.SloFigures.BurnAlert;
import dev.sloconsole.session.Source;
import dev.sloconsole.session.TrafficPlan.Mode;
import dev.sloconsole.session.Windowing;
import dev.sloconsole.session.fold.Folded;
import dev.sloconsole.session.lesson.Lesson;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The budget of a class from its facts: traffic is switched on at 100 s, and from then on 20 requests a second come. */
class BudgetTest {

    private static final int BEGIN = 100;
    private static final Duration WINDOW = Duration.ofMinutes(30);

    private final Facts facts = Facts.begun();
    private int second = BEGIN;

    BudgetTest() {
        facts.at(BEGIN).traffic(Mode.NORMAL);
    }

    /** So many seconds of so many good and bad requests each. */
    private BudgetTest then(int seconds, long ok, long bad) {
        for (int i = 0; i < seconds; i++) {
            facts.at(++second).counted(ok, bad, 0);
        }
        return this;
    }

    /** Good minutes, 30 % failing for one from 3:00, and all for ten seconds from 6:00. */
    private BudgetTest theLessonsFailures(int until) {
        for (int t = 1; t <= until; t++) {
            long bad = t > 180 && t <= 240 ? 6 : t > 360 && t <= 370 ? 20 : 0;
            then(1, 20 - bad, bad);
        }
        return this;
    }

    private SloFigures figures(double at) {
        var projection = new Projection(Folded.initial(Lesson.builtIn().outline(Source.LOCAL)));
        facts.list().forEach(projection::apply);
        return projection.asOf(seconds(at)).figures();
    }

    private ErrorBudget budget() {
        return budget(second);
    }

    private ErrorBudget budget(double at) {
        return figures(at).budget().orElseThrow();
    }

    private static String percent(ErrorBudget budget) {
        return budget.share()
                .movePointRight(2)
                .setScale(1, RoundingMode.HALF_UP)
                .toPlainString();
    }

    @ParameterizedTest
    @CsvSource({
        "180, 360, 100.0", "187, 318, 88.3", "200, 240, 66.7", "240, 0, 0.0",
        "360, 0, 0.0", "370, -200, -55.6", "900, -200, -55.6", "1800, -200, -55.6"
    })
    void theTableOfTheLesson(int at, String left, String percent) {
        theLessonsFailures(at);

        assertThat(budget().left()).isEqualByComparingTo(left);
        assertThat(percent(budget())).isEqualTo(percent);
        assertThat(budget().standing()).isEqualTo(Standing.RUNNING);
    }

    @Test
    void aSecondThatIsNotCountedYetCostsNothing() {
        theLessonsFailures(200);

        assertThat(budget(second + 0.9).left()).isEqualByComparingTo("240");
        assertThat(budget(second + 0.9).expected()).isEqualByComparingTo("36000");
    }

    @Test
    void beforeTheFirstRequestAllOfItIsPlanned() {
        var budget = budget(BEGIN);

        assertThat(budget.standing()).isEqualTo(Standing.NOT_BEGUN);
        assertThat(budget.left()).isEqualByComparingTo("360");
        assertThat(budget.share()).isEqualByComparingTo("1");
        assertThat(budget.from()).isEmpty();
    }

    @Test
    void thePlanOfAJournalWithoutOneIsTheTrafficOfItsFirstRequest() {
        then(10, 20, 0);
        facts.traffic(Mode.BURST);
        then(60, 100, 0);

        assertThat(budget().plannedPerSecond()).isEqualTo(20);
        assertThat(budget().from()).contains(seconds(BEGIN));
    }

    @Test
    void atThisPaceItIsGoneInSoManySeconds() {
        theLessonsFailures(200);
        assertThat(budget().exhaustedIn()).contains(Duration.ofSeconds(40));
        assertThat(budget().spentSince()).isEmpty();
    }

    @Test
    void whatIsSpentSaysSinceWhen() {
        theLessonsFailures(900);

        assertThat(budget().exhaustedIn()).isEmpty();
        assertThat(budget().spentSince()).contains(seconds(BEGIN + 240));
    }

    @Test
    void whatIsSpentSaysSinceWhenAfterTheWindowsEndToo() {
        facts.and(new BudgetPlanned(20, seconds(BEGIN), WINDOW));
        theLessonsFailures(1_900);

        assertThat(budget().spentSince()).contains(seconds(BEGIN + 240));
    }

    @Test
    void whatIsSpentInAWindowThatRollsSaysSinceWhenAsEachSecondSaysIt() {
        facts.and(new BudgetPlanned(20, seconds(BEGIN), WINDOW)).and(new WindowingChosen(Windowing.ROLLING));
        theLessonsFailures(2_200).then(60, 0, 20).then(200, 20, 0);

        var since = budget().spentSince().orElseThrow().toSeconds();

        assertThat(since).isGreaterThan(BEGIN + 2_200);
        assertThat(budget(since).spent()).isTrue();
        assertThat(budget(since - 1.0).spent()).isFalse();
    }

    @Test
    void aBurnThatTheWindowOutlastsExhaustsNothing() {
        then(200, 20, 0);
        then(20, 199, 1);

        assertThat(budget().exhaustedIn())
                .as("1 failure a second, but 180 users more than planned")
                .isEmpty();
        then(1_000, 20, 0);
        assertThat(budget().exhaustedIn()).isEmpty();
    }

    @Test
    void moreUsersThanPlannedMayFailMoreOften() {
        then(180, 20, 0);
        assertThat(budget().rise()).isEmpty();
        then(10, 170, 0);

        var rise = budget().rise().orElseThrow();
        assertThat(rise.reason()).isEqualTo(Reason.MORE_USERS_THAN_PLANNED);
        assertThat(rise.by()).isEqualByComparingTo("15");
        assertThat(budget().left()).isEqualByComparingTo("375");
    }

    @Test
    void anUnevenSecondIsNoRise() {
        then(180, 20, 0).then(1, 23, 0).then(1, 17, 0).then(1, 21, 0);

        assertThat(budget().rise()).isEmpty();
    }

    @Test
    void planningAgainChangesWhatIsLeftAndSaysSo() {
        facts.and(new BudgetPlanned(20, seconds(BEGIN), WINDOW));
        then(300, 20, 0);
        facts.and(new BudgetPlanned(40, seconds(BEGIN), WINDOW));

        assertThat(budget().expected()).isEqualByComparingTo("66000");
        assertThat(budget().rise())
                .contains(new Rise(
                        Reason.PLANNED_AGAIN,
                        budget().left().subtract(budget().forgiven().multiply(new BigDecimal(36_000))),
                        seconds(second)));
        then(61, 40, 0);
        assertThat(budget().rise()).isEmpty();
    }

    @Test
    void anotherObjectiveJudgesTheSameRequestsAnew() {
        theLessonsFailures(200);
        facts.and(new ObjectiveChanged(0.98, WINDOW));

        assertThat(budget().left()).isEqualByComparingTo("600");
        assertThat(budget().rise().orElseThrow().reason()).isEqualTo(Reason.OBJECTIVE_CHANGED);
        assertThat(budget().rise().orElseThrow().by()).isEqualByComparingTo("360");
    }

    @Test
    void aShorterWindowIsTheOneThatHoldsTheMoment() {
        theLessonsFailures(900);
        facts.and(new ObjectiveChanged(0.99, Duration.ofMinutes(10)));

        assertThat(budget().from()).contains(seconds(BEGIN + 600));
        assertThat(budget().left()).isEqualByComparingTo("120");
    }

    @Test
    void theEndOfAWindowIsAFactAndTheNextBeginsWhole() {
        facts.and(new BudgetPlanned(20, seconds(BEGIN), WINDOW));
        theLessonsFailures(1_800);
        facts.and(new WindowClosed(
                seconds(BEGIN), seconds(BEGIN + 1_800), WindowClosed.Outcome.MISSED, 560, 36_000, 0.99));

        assertThat(budget().share()).isEqualByComparingTo("1");
        assertThat(budget().from()).contains(seconds(BEGIN + 1_800));
        assertThat(budget().rise().orElseThrow().reason()).isEqualTo(Reason.NEW_WINDOW);
        then(10, 19, 1);
        assertThat(budget().left()).isEqualByComparingTo("350");
    }

    @Test
    void withoutUsersTheNextWindowWaitsForItsFirstRequest() {
        facts.and(new BudgetPlanned(20, seconds(BEGIN), WINDOW));
        theLessonsFailures(1_000);
        facts.traffic(Mode.OFF);
        second = BEGIN + 1_800;
        facts.at(second)
                .and(new WindowClosed(seconds(BEGIN), seconds(second), WindowClosed.Outcome.MISSED, 560, 20_000, 0.99));
        assertThat(budget(second + 100).standing()).isEqualTo(Standing.NOT_BEGUN);

        second += 200;
        facts.at(second).traffic(Mode.NORMAL);
        then(1, 20, 0);
        assertThat(budget().from()).contains(seconds(second - 1));
    }

    @Test
    void windowsOfAJournalThatNobodyClosedEndByTheirTime() {
        theLessonsFailures(1_900);

        assertThat(budget().from()).contains(seconds(BEGIN + 1_800));
        assertThat(budget().share()).isEqualByComparingTo("1");
    }

    @Test
    void aRollingWindowForgetsOldFailuresAndSaysSo() {
        facts.and(new BudgetPlanned(20, seconds(BEGIN), WINDOW)).and(new WindowingChosen(Windowing.ROLLING));
        theLessonsFailures(1_980);
        assertThat(budget().left()).isEqualByComparingTo("-200");
        assertThat(budget().rise()).isEmpty();

        then(20, 20, 0);
        assertThat(budget().left()).isEqualByComparingTo("-80");
        var rise = budget().rise().orElseThrow();
        assertThat(rise.reason()).isEqualTo(Reason.OLD_FAILURES_LEFT);
        assertThat(rise.by()).isEqualByComparingTo("120");
        then(400, 20, 0);
        assertThat(budget().share()).isEqualByComparingTo("1");
        assertThat(budget().steadyShare()).isEqualByComparingTo("0");
    }

    @Test
    void aSleepOfWhichTooLittleOfTheWindowIsLeftHoldsTheAlerts() {
        then(180, 20, 0).then(20, 14, 6);
        assertThat(firing(second)).containsExactly("ErrorBudgetBurnPageFast");

        second += 60;
        facts.at(second).and(new ProcessPaused(Duration.ofSeconds(60)));
        then(30, 20, 0);
        assertThat(budget().standing()).isEqualTo(Standing.TOO_LITTLE_OBSERVED);
        assertThat(budget().observed()).isEqualTo(230.0 / 290);
        assertThat(firing(second)).as("as before the sleep").containsExactly("ErrorBudgetBurnPageFast");
        assertThat(figures(second).burnAlerts().getFirst().heldSince()).contains(seconds(BEGIN + 200));

        then(310, 20, 0);
        assertThat(budget().standing()).isEqualTo(Standing.RUNNING);
        assertThat(firing(second)).isEmpty();
    }

    @Test
    void aSleepThatOnlyTheWallClockSawIsNotObservedEither() {
        then(100, 20, 0);
        facts.and(new ClockJumped(Duration.ofMinutes(5)));
        then(1, 20, 0);
        assertThat(budget().standing()).isEqualTo(Standing.TOO_LITTLE_OBSERVED);

        var setRight = new BudgetTest().then(100, 20, 0);
        setRight.facts.and(new ClockJumped(Duration.ofSeconds(2)));
        assertThat(setRight.then(1, 20, 0).budget().standing()).isEqualTo(Standing.RUNNING);
    }

    @Test
    void trafficThatNobodyCountsIsPaused() {
        then(180, 20, 0).then(20, 14, 6);

        assertThat(budget(second + 4).standing()).isEqualTo(Standing.RUNNING);
        assertThat(budget(second + 60).standing()).isEqualTo(Standing.PAUSED);
        assertThat(firing(second + 60)).containsExactly("ErrorBudgetBurnPageFast");
        facts.traffic(Mode.OFF);
        assertThat(budget(second + 60).standing()).as("nobody is to come").isEqualTo(Standing.RUNNING);
    }

    @Test
    void aNewDeploymentIsANewAct() {
        facts.at(second).stack("CREATE_COMPLETE");
        theLessonsFailures(400);
        facts.traffic(Mode.OFF).stack("DELETE_IN_PROGRESS").stack("DELETE_COMPLETE");
        assertThat(budget().left()).isEqualByComparingTo("-200");

        facts.at(second + 10).stack("CREATE_IN_PROGRESS");
        var anew = figures(second + 20);
        assertThat(anew.budget().orElseThrow().standing()).isEqualTo(Standing.NOT_BEGUN);
        assertThat(anew.budget().orElseThrow().share()).isEqualByComparingTo("1");
        assertThat(anew.userSli()).isEmpty();
    }

    @Test
    void theServersSliOfANewActBeginsEmpty() {
        for (int t = 5; t <= 60; t += 5) {
            facts.at(BEGIN + t).scraped(Facts.OLD_TASK, Facts.OLD, t * 20, 0);
        }
        facts.stack("CREATE_COMPLETE").stack("DELETE_COMPLETE");
        assertThat(figures(BEGIN + 61).serverSli()).isPresent();

        facts.at(BEGIN + 62).stack("CREATE_IN_PROGRESS");
        facts.at(BEGIN + 70).scraped(Facts.NEW_TASK, Facts.NEW, 0, 0);
        assertThat(figures(BEGIN + 71).serverSli()).isEmpty();
        assertThat(figures(BEGIN + 71).serverErrorRate()).isEmpty();
    }

    private List<String> firing(double at) {
        return figures(at).burnAlerts().stream()
                .filter(BurnAlert::fires)
                .map(BurnAlert::name)
                .toList();
    }
}
