package dev.sloconsole.session.figures;

import static dev.sloconsole.session.Facts.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.session.Action;
import dev.sloconsole.session.ErrorBudget.Standing;
import dev.sloconsole.session.Facts;
import dev.sloconsole.session.Hop;
import dev.sloconsole.session.SessionEvent.ActionRequested;
import dev.sloconsole.session.SessionEvent.ObservationLost;
import dev.sloconsole.session.SessionEvent.ObservationRegained;
import dev.sloconsole.session.SessionEvent.ProcessPaused;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.SloFigures.BurnAlert;
import dev.sloconsole.session.Source;
import dev.sloconsole.session.TrafficPlan.Mode;
import dev.sloconsole.session.fold.Folded;
import dev.sloconsole.session.lesson.Lesson;
import dev.sloconsole.stack.StackFact.AddressRefused;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A computer that moves to another network 200 s after its first request. Eight seconds later it is known that it cannot
 * reach the stack; 30 s after it moved it can again. Twenty requests a second, a window of 30 minutes.
 */
class UnobservedTest {

    private static final int BEGIN = 100;
    private static final int MOVED = 300;

    private final Facts facts = Facts.begun();
    private int second = BEGIN;

    @BeforeEach
    void itMoves() {
        facts.at(BEGIN).task(Facts.OLD_TASK, Facts.OLD, "RUNNING").traffic(Mode.NORMAL);
        then(200, 20, 0).then(8, 0, 20);
    }

    private UnobservedTest then(int seconds, long ok, long refused) {
        for (int i = 0; i < seconds; i++) {
            facts.at(++second).counted(ok, 0, refused);
        }
        return this;
    }

    private void lost() {
        facts.and(new ObservationLost(seconds(MOVED)));
    }

    private void lostAndRegained() {
        lost();
        then(22, 0, 20);
        facts.and(new ObservationRegained());
    }

    private SessionState state() {
        var projection = new Projection(Folded.initial(Lesson.builtIn().outline(Source.AWS)));
        facts.list().forEach(projection::apply);
        return projection.asOf(seconds(second));
    }

    private static List<String> firing(SessionState state) {
        return state.figures().burnAlerts().stream()
                .filter(BurnAlert::fires)
                .map(BurnAlert::name)
                .toList();
    }

    @Test
    void beforeItIsKnownTheFailuresCount() {
        var state = state();

        assertThat(state.figures().budget().orElseThrow().counted().bad()).isEqualTo(160);
        assertThat(firing(state)).contains("ErrorBudgetBurnPageFast");
    }

    @Test
    void onceItIsKnownTheyAreTakenBackAndAlertsHoldAsTheyWere() {
        lost();
        var state = state();
        var budget = state.figures().budget().orElseThrow();

        assertThat(budget.counted().total()).isEqualTo(4_000);
        assertThat(budget.counted().bad()).isZero();
        assertThat(budget.share()).isEqualByComparingTo("1");
        assertThat(budget.standing()).isEqualTo(Standing.PAUSED);
        assertThat(state.traffic().total().total()).isEqualTo(4_000);
        assertThat(state.traffic().lastSecond().refused()).as("as it is").isEqualTo(20);
        assertThat(firing(state)).isEmpty();
        assertThat(state.figures().burnAlerts().getFirst().heldSince()).contains(seconds(MOVED));
        assertThat(state.figures().latestSli()).isEmpty();
        assertThat(SloSeries.of(state, 1)).anySatisfy(sample -> {
            assertThat(sample.labels().get("__name__")).isEqualTo("slo_window_observed_ratio");
            assertThat(sample.value()).isZero();
        });
    }

    @Test
    void whatComesMeanwhileIsInNoFigureEither() {
        lostAndRegained();
        then(1, 20, 0);
        var budget = state().figures().budget().orElseThrow();

        assertThat(budget.counted().total()).isEqualTo(4_020);
        assertThat(budget.observed()).isEqualTo(201.0 / 231);
        assertThat(budget.standing()).isEqualTo(Standing.TOO_LITTLE_OBSERVED);
    }

    @Test
    void afterwardsUsersCountAgainAndThirtySecondsOfThePlanAreGone() {
        lostAndRegained();
        then(69, 20, 0).then(1, 19, 1);
        var state = state();
        var budget = state.figures().budget().orElseThrow();

        assertThat(budget.counted().total()).isEqualTo(5_400);
        assertThat(budget.expected()).isEqualByComparingTo("35400");
        assertThat(budget.left()).isEqualByComparingTo("353");
        assertThat(budget.observed()).isEqualTo(0.9);
        assertThat(budget.standing()).isEqualTo(Standing.RUNNING);
        assertThat(state.figures().windowSli().orElseThrow().value()).isEqualTo(5_399.0 / 5_400);
        assertThat(state.figures().userSli().orElseThrow().value()).isEqualTo(5_399.0 / 5_400);
    }

    @Test
    void aSleepWithinItIsNotTakenAwayTwice() {
        facts.and(new ProcessPaused(seconds(5)));
        lostAndRegained();

        assertThat(state().figures().budget().orElseThrow().observed()).isEqualTo(200.0 / 230);
    }

    @Test
    void theLineOfWhatUsersGotEndsWhereNothingTellsOfThem() {
        lostAndRegained();

        var line = state().timeline().userSli();
        assertThat(line.getLast().value()).isEmpty();
        assertThat(line.get(line.size() - 2).at()).isEqualTo(seconds(MOVED));
        assertThat(line)
                .filteredOn(point -> point.value().isPresent())
                .allMatch(point -> point.value().get() == 1);
    }

    @Test
    void failuresOfTheNetworkHurtNobodyInAnOutage() {
        var other = new UnobservedTest();
        other.facts.at(BEGIN).task(Facts.OLD_TASK, Facts.OLD, "RUNNING").traffic(Mode.NORMAL);
        other.then(200, 20, 0);
        other.facts.and(new ActionRequested(Action.KILL, Facts.OLD_TASK));
        other.then(8, 0, 20);
        assertThat(other.state().outages().getLast().has(Hop.USERS_HURT)).isTrue();

        other.lostAndRegained();
        other.then(2, 20, 0);
        assertThat(other.state().outages().getLast().reached().keySet()).containsExactly(Hop.STARTED);
    }

    @Test
    void aJournalFromBeforeThisFactReplaysAsItDid() {
        facts.and(new AddressRefused("198.51.100.9", List.of("203.0.113.7/32"), seconds(6)));
        then(22, 0, 20);

        assertThat(state().figures().budget().orElseThrow().counted().bad()).isEqualTo(600);
    }
}
