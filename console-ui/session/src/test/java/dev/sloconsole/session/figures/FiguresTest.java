package dev.sloconsole.session.figures;

import static dev.sloconsole.session.ErrorBudget.Standing.NOT_BEGUN;
import static dev.sloconsole.session.Facts.NEW;
import static dev.sloconsole.session.Facts.NEW_TASK;
import static dev.sloconsole.session.Facts.OLD;
import static dev.sloconsole.session.Facts.OLD_TASK;
import static dev.sloconsole.session.Facts.seconds;
import static dev.sloconsole.session.SloFigures.Verdict.NO_DATA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sloconsole.session.Facts;
import dev.sloconsole.session.SessionEvent.ClockJumped;
import dev.sloconsole.session.SessionEvent.ObjectiveChanged;
import dev.sloconsole.session.SessionEvent.SessionStarted;
import dev.sloconsole.session.Sli;
import dev.sloconsole.session.SloFigures;
import dev.sloconsole.session.Source;
import dev.sloconsole.session.fold.Folded;
import dev.sloconsole.session.lesson.Lesson;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FiguresTest {

    private static final Duration WINDOW = Duration.ofMinutes(30);

    private static SloFigures figures(Facts facts, double at) {
        var projection = new Projection(Folded.initial(Lesson.builtIn().outline(Source.LOCAL)));
        facts.list().forEach(projection::apply);
        return projection.asOf(seconds(at)).figures();
    }

    @Test
    void aFullOutageBurnsAHundredTimesTooFast() {
        var figures = figures(Facts.begun().at(1).counted(0, 0, 20).at(20).counted(0, 0, 380), 20);

        assertThat(figures.burnRate().orElseThrow().value()).isEqualTo(100);
        assertThat(figures.userSli().orElseThrow().value()).isZero();
    }

    @Test
    void withoutRequestsThereIsNoFigure() {
        var none = figures(Facts.begun(), 60);

        assertThat(none.userSli()).isEmpty();
        assertThat(none.latestSli()).isEmpty();
        assertThat(none.windowSli()).isEmpty();
        assertThat(none.burnRate()).isEmpty();
        assertThat(none.budget().orElseThrow().standing()).isEqualTo(NOT_BEGUN);
        assertThat(none.burnAlerts())
                .extracting(SloFigures.BurnAlert::verdict)
                .containsExactly(NO_DATA, NO_DATA, NO_DATA, NO_DATA);
    }

    @Test
    void everyFigureLooksBackOverItsOwnRange() {
        var facts = Facts.begun()
                .at(10)
                .counted(0, 100, 0)
                .at(200)
                .counted(90, 10, 0)
                .at(305)
                .counted(100, 0, 0);

        var figures = figures(facts, 311);
        assertThat(figures.userSli()).contains(new Sli(190, 200, SloFigures.SLI_RANGE));
        assertThat(figures.latestSli()).isEmpty();
        assertThat(figures(facts, 309).latestSli()).contains(new Sli(100, 100, SloFigures.LATEST_RANGE));
        assertThat(figures.windowSli()).contains(new Sli(190, 300, seconds(302)));
        assertThat(figures.burnRate().orElseThrow().value()).isZero();
        assertThat(figures.budget().orElseThrow().counted().bad()).isEqualTo(110);
        assertThat(figures(facts, 340).burnRate()).isEmpty();
    }

    @Test
    void anObjectiveThatForgivesNothingHasNoBudget() {
        var facts = Facts.begun().at(10).counted(995, 5, 0).and(new ObjectiveChanged(1, WINDOW));

        assertThat(figures(facts, 10).budget()).isEmpty();
        assertThat(figures(facts, 10).burnAlerts()).isEmpty();
    }

    @Test
    void theServersSliIsTheOriginalQuery() {
        var facts = Facts.begun();
        for (int t = 5; t <= 60; t += 5) {
            facts.at(t).scraped(OLD_TASK, OLD, t * 8, t * 2);
        }

        var figures = figures(facts, 60);
        assertThat(figures.serverSli().orElseThrow().value()).isCloseTo(0.8, within(1e-9));
        assertThat(figures.serverSli().orElseThrow().goodPerSecond())
                .isCloseTo(0.8 * figures.serverSli().orElseThrow().allPerSecond(), within(1e-9));
        assertThat(figures.serverErrorRate().orElseThrow()).isBetween(0.2, 2.5);
        assertThat(figures.serverSliAge()).contains(Duration.ofSeconds(1));
    }

    @Test
    void anIdleServerHasNoSliThoughTheOriginalQuerySaysZero() {
        var facts = Facts.begun();
        for (int t = 5; t <= 30; t += 5) {
            facts.at(t).scraped(OLD_TASK, OLD, 100, 0);
        }

        assertThat(figures(facts, 30).serverSli()).isEmpty();
    }

    @Test
    void oneSampleIsNoRate() {
        assertThat(figures(Facts.begun().at(5).scraped(OLD_TASK, OLD, 5, 0), 5).serverSli())
                .isEmpty();
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
        var late =
                Facts.begun().at(3_605).scraped(NEW_TASK, NEW, 5, 0).at(3_610).scraped(NEW_TASK, NEW, 10, 0);
        late.list()
                .subList(1, 3)
                .forEach(f -> facts.at(f.at().minus(jump).toSeconds()).and(f.event()));

        assertThat(figures(facts, 10).serverSli().orElseThrow().value()).isEqualTo(1);
        assertThat(figures(facts, 10).serverSliAge()).contains(Duration.ofSeconds(1));
    }
}
