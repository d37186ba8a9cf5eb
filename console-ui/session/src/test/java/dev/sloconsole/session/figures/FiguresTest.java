package dev.sloconsole.session.figures;

import static dev.sloconsole.session.Facts.NEW;
import static dev.sloconsole.session.Facts.NEW_TASK;
import static dev.sloconsole.session.Facts.OLD;
import static dev.sloconsole.session.Facts.OLD_TASK;
import static dev.sloconsole.session.Facts.seconds;
import static dev.sloconsole.session.SloFigures.Verdict.NO_DATA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sloconsole.session.Facts;
import dev.sloconsole.session.RequestCounts;
import dev.sloconsole.session.SessionEvent.ClockJumped;
import dev.sloconsole.session.SessionEvent.ObjectiveChanged;
import dev.sloconsole.session.SessionEvent.SessionStarted;
import dev.sloconsole.session.SloFigures;
import dev.sloconsole.session.Source;
import dev.sloconsole.session.fold.Folded;
import dev.sloconsole.session.lesson.Lesson;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FiguresTest {

    private static final Duration WINDOW = Duration.ofMinutes(30);

    private static RequestCounts counts(long ok, long bad) {
        return new RequestCounts(ok, 0, bad, 0, 0, 0);
    }

    private static SloFigures figures(Facts facts, double at) {
        var projection = new Projection(Folded.initial(Lesson.builtIn().outline(Source.LOCAL)));
        facts.list().forEach(projection::apply);
        return projection.asOf(seconds(at)).figures();
    }

    @Test
    void theBudgetIsSpentExactlyByWhatTheObjectiveForgives() {
        var budget = UserFigures.budget(counts(22_077, 223), 0.99).orElseThrow();

        assertThat(budget.remaining()).isZero();
        assertThat(budget.allowed()).isEqualTo(223);
        assertThat(budget.bad()).isEqualTo(223);
        assertThat(budget.formula()).isEqualTo("1 − (223 / 22,300) ÷ (1 − 0.99) = 0.00");
    }

    @Test
    void anUntouchedBudgetIsWhole() {
        var budget = UserFigures.budget(counts(400, 0), 0.999).orElseThrow();

        assertThat(budget.remaining()).isEqualTo(1);
        assertThat(budget.formula()).isEqualTo("1 − (0 / 400) ÷ (1 − 0.999) = 1.00");
    }

    @Test
    void anOverspentBudgetIsNegative() {
        var budget = UserFigures.budget(counts(960, 40), 0.99).orElseThrow();

        assertThat(budget.remaining()).isCloseTo(-3, within(1e-9));
        assertThat(budget.formula()).isEqualTo("1 − (40 / 1,000) ÷ (1 − 0.99) = −3.00");
    }

    @Test
    void aFullOutageBurnsAHundredTimesTooFast() {
        var burn = UserFigures.burnRate(counts(0, 400), 0.99).orElseThrow();

        assertThat(burn.value()).isEqualTo(100);
        assertThat(burn.formula()).isEqualTo("(400 / 400 in 20 s) ÷ (1 − 0.99) = 100.00");
        assertThat(UserFigures.sli(counts(0, 400)).orElseThrow().value()).isZero();
    }

    @Test
    void theBudgetOfAWholeWindowFollowsFromThePresentTraffic() {
        var budget = UserFigures.atCurrentTraffic(
                counts(8_777, 223), counts(200, 0), 10, 0.99, WINDOW).orElseThrow();

        assertThat(budget.perSecond()).isEqualTo(20);
        assertThat(budget.allowed()).isCloseTo(360, within(1e-9));
        assertThat(budget.left()).isCloseTo(137, within(1e-9));
        assertThat(budget.outageLeft()).isEqualTo(Duration.ofMillis(6_850));
        assertThat(budget.formula())
                .isEqualTo("20.00 requests/s × 30 min × (1 − 0.99) − 223 failed = 137.00 requests");
    }

    @Test
    void anOverspentWindowForgivesNoOutage() {
        var budget = UserFigures.atCurrentTraffic(counts(0, 400), counts(0, 20), 1, 0.99, WINDOW).orElseThrow();

        assertThat(budget.left()).isCloseTo(-40, within(1e-9));
        assertThat(budget.outageLeft()).isZero();
        assertThat(UserFigures.atCurrentTraffic(counts(400, 0), counts(0, 0), 0, 0.99, WINDOW)).isEmpty();
    }

    @Test
    void withoutRequestsThereIsNoFigure() {
        assertThat(UserFigures.sli(RequestCounts.NONE)).isEmpty();
        assertThat(UserFigures.budget(RequestCounts.NONE, 0.99)).isEmpty();
        assertThat(UserFigures.burnRate(RequestCounts.NONE, 0.99)).isEmpty();
        var none = figures(Facts.begun(), 60);
        assertThat(none.budget()).isEmpty();
        assertThat(none.atCurrentTraffic()).isEmpty();
        assertThat(none.burnAlerts()).extracting(SloFigures.BurnAlert::verdict)
                .containsExactly(NO_DATA, NO_DATA, NO_DATA, NO_DATA);
    }

    @Test
    void anSliJustBelowOneDoesNotReadAsOne() {
        var sli = UserFigures.sli(counts(99_999, 1)).orElseThrow();

        assertThat(sli.formula()).isEqualTo("99,999 good ÷ 100,000 requests in 5 min = 0.999990");
    }

    @Test
    void timeLeftIsWhatIsLeftOfTheWindowAtThisRate() {
        var budget = UserFigures.budget(counts(995, 5), 0.99);
        var burn = UserFigures.burnRate(counts(97, 3), 0.99);

        assertThat(UserFigures.exhaustedIn(budget, burn, WINDOW)).contains(Duration.ofMinutes(5));
    }

    @Test
    void nothingIsExhaustedWhileNothingBurnsOrNothingIsLeft() {
        var left = UserFigures.budget(counts(995, 5), 0.99);
        var spent = UserFigures.budget(counts(990, 10), 0.99);
        var burning = UserFigures.burnRate(counts(97, 3), 0.99);
        var quiet = UserFigures.burnRate(counts(100, 0), 0.99);

        assertThat(quiet.orElseThrow().value()).isZero();
        assertThat(UserFigures.exhaustedIn(left, quiet, WINDOW)).isEmpty();
        assertThat(UserFigures.exhaustedIn(left, Optional.empty(), WINDOW)).isEmpty();
        assertThat(UserFigures.exhaustedIn(spent, burning, WINDOW)).isEmpty();
        assertThat(UserFigures.exhaustedIn(Optional.empty(), burning, WINDOW)).isEmpty();
    }

    @Test
    void everyFigureLooksBackOverItsOwnRange() {
        var facts = Facts.begun().at(10).counted(0, 100, 0).at(200).counted(90, 10, 0).at(305).counted(100, 0, 0);

        var figures = figures(facts, 311);
        assertThat(figures.userSli().orElseThrow().value()).isEqualTo(0.95);
        assertThat(figures.burnRate().orElseThrow().value()).isZero();
        assertThat(figures.budget().orElseThrow().bad()).isEqualTo(110);
        assertThat(figures(facts, 340).burnRate()).isEmpty();
        assertThat(figures(facts, 1_900).budget().orElseThrow().bad()).isEqualTo(10);
    }

    @Test
    void anotherObjectiveScoresTheSameRequestsAnew() {
        var facts = Facts.begun().at(10).counted(995, 5, 0).and(new ObjectiveChanged(0.999, WINDOW));

        assertThat(figures(facts, 10).budget().orElseThrow().remaining()).isCloseTo(-4, within(1e-9));
        assertThat(figures(facts.and(new ObjectiveChanged(1, WINDOW)), 10).budget()).isEmpty();
    }

    @Test
    void theServersSliIsTheOriginalQuery() {
        var facts = Facts.begun();
        for (int t = 5; t <= 60; t += 5) {
            facts.at(t).scraped(OLD_TASK, OLD, t * 8, t * 2);
        }

        var figures = figures(facts, 60);
        assertThat(figures.serverSli().orElseThrow().value()).isCloseTo(0.8, within(1e-9));
        assertThat(figures.serverSli().orElseThrow().formula()).endsWith("= 0.8000");
        assertThat(figures.serverErrorRate().orElseThrow().value()).isBetween(0.2, 2.5);
        assertThat(figures.serverSliAge()).contains(Duration.ofSeconds(1));
    }

    @Test
    void anIdleServersSliIsZeroAsTheOriginalQuerySays() {
        var facts = Facts.begun();
        for (int t = 5; t <= 30; t += 5) {
            facts.at(t).scraped(OLD_TASK, OLD, 100, 0);
        }

        assertThat(figures(facts, 30).serverSli().orElseThrow().value()).isZero();
    }

    @Test
    void oneSampleIsNoRate() {
        assertThat(figures(Facts.begun().at(5).scraped(OLD_TASK, OLD, 5, 0), 5).serverSli()).isEmpty();
    }

    @Test
    void theServerNeverSeesTheOutageAndTheUsersDo() {
        var figures = figures(new OnlyUpTo(Facts.wholeLesson(), 415).facts(), 415);

        assertThat(figures.serverSli().orElseThrow().value()).isGreaterThan(0.85);
        assertThat(figures.userSli().orElseThrow().value())
                .isLessThan(figures.serverSli().orElseThrow().value());
    }

    private record OnlyUpTo(Facts all, double seconds) {
        Facts facts() {
            var facts = Facts.begun();
            all.list().stream()
                    .filter(f -> f.at().compareTo(Facts.seconds(seconds)) <= 0)
                    .filter(f -> !(f.event() instanceof SessionStarted))
                    .forEach(f -> facts.at(f.at().toMillis() / 1_000.0).and(f.event()));
            return facts;
        }
    }

    @Test
    void aServersSliGetsOldAndIsGoneAfterItsRange() {
        var facts = Facts.begun().at(5).scraped(OLD_TASK, OLD, 5, 0).at(10).scraped(OLD_TASK, OLD, 10, 0);

        assertThat(figures(facts, 100).serverSliAge()).contains(Duration.ofSeconds(91));
        assertThat(figures(facts, 311).serverSli()).isEmpty();
        assertThat(figures(facts, 311).serverSliAge()).isEmpty();
    }

    @Test
    void afterAClockJumpTheSamplesOfTheNewTimeCount() {
        var jump = Duration.ofHours(1);
        var facts = Facts.begun().at(5).and(new ClockJumped(jump));
        var late = Facts.begun().at(3_605).scraped(NEW_TASK, NEW, 5, 0).at(3_610).scraped(NEW_TASK, NEW, 10, 0);
        late.list().subList(1, 3).forEach(f -> facts.at(f.at().minus(jump).toSeconds()).and(f.event()));

        assertThat(figures(facts, 10).serverSli().orElseThrow().value()).isEqualTo(1);
        assertThat(figures(facts, 10).serverSliAge()).contains(Duration.ofSeconds(1));
    }
}
