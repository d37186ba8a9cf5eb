package dev.sloconsole.view.wall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.sloconsole.session.Action;
import dev.sloconsole.session.Scene;
import dev.sloconsole.session.SessionEvent.ObjectiveChanged;
import dev.sloconsole.session.TrafficPlan.Mode;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.alerts.AlertsModel;
import dev.sloconsole.view.fixture.Lessons;
import dev.sloconsole.view.fixture.RecordedClass;
import dev.sloconsole.view.fixture.Taught;
import dev.sloconsole.view.tiles.BudgetTile;
import dev.sloconsole.view.tiles.BurnTile;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WallTest {

    private static Wall wall(Taught taught) {
        return Wall.of(taught.state(), taught.now(), 22);
    }

    @Test
    void everyStepHasTheSceneThatTheLessonChose() {
        assertThat(wall(Taught.begun().at(1).step("images")).scene()).isEqualTo(Scene.TEXT);
        assertThat(wall(Taught.deployed()).scene()).isEqualTo(Scene.DISCOVERY);
        assertThat(wall(Taught.deployed().step("grafana")).scene()).isEqualTo(Scene.ARCHITECTURE);
        assertThat(wall(Taught.deployed().step("dashboard")).scene()).isEqualTo(Scene.DASHBOARD);
        assertThat(wall(Taught.failing()).scene()).isEqualTo(Scene.BUDGET);
        assertThat(wall(Taught.killed(4)).scene()).isEqualTo(Scene.DISCOVERY);
        assertThat(wall(Taught.whole()).scene()).isEqualTo(Scene.OUTCOME);
    }

    @Test
    void aStepWithAPredictionAsksUntilItsButtonIsPressed() {
        var asked = wall(Taught.asked());

        assertThat(asked.scene()).isEqualTo(Scene.QUESTION);
        assertThat(asked.region())
                .isEqualTo(new Question(
                        "How long until users are served?",
                        Optional.of("8 s"),
                        "time until users were served again",
                        "The answer is shown when it has happened."));
        assertThat(asked.strip()).isEmpty();
    }

    @Test
    void whatHappensToTheStackIsShownWhateverTheStep() {
        assertThat(wall(Taught.served().stack("DELETE_IN_PROGRESS")).scene()).isEqualTo(Scene.DEPLOY);
    }

    @Test
    void theUsersFiguresAreOfTheLastSecondsWhileAnOutageLasts() {
        var users = wall(Taught.killed(7)).figures().getFirst();

        assertThat(users.title()).isEqualTo("What users got, last 5 s");
        assertThat(users.value()).isEqualTo("0 %");
        assertThat(users.tone()).isEqualTo(Tone.BAD);
        assertThat(Part.text(users.note()))
                .startsWith("5 min: 97.")
                .contains("server says 100 %: a dead task counts nothing");
        assertThat(wall(Taught.killed(30)).figures().getFirst().title()).isEqualTo("What users got, 5 min");
    }

    @Test
    void fourSecondsAfterTheKillItSaysWhoKnowsAndWhoDoesNot() {
        var chain = (Chain) wall(Taught.killed(4)).region();

        assertThat(chain.links())
                .extracting(Chain.Link::who, Chain.Link::believes, Chain.Link::says)
                .containsExactly(
                        tuple("ECS", "starting…", "knows; task PROVISIONING"),
                        tuple("Cloud Map", "none", "took the dead one out"),
                        tuple("DNS, cached", "10.42.0.23", "the old address, 5 s more"),
                        tuple("Prometheus", "10.42.0.23", "has not noticed yet"),
                        tuple("Users", "refused", "80 failed so far"));
    }

    @Test
    void prometheusIsShownWithTheAddressThatItAskedLast() {
        // DNS has the new address after 12.3 s, the next scrape is at 19.8 s.
        var prometheus = ((Chain) wall(Taught.killed(18)).region()).links().get(3);

        assertThat(prometheus.believes()).isEqualTo(Taught.OLD);
        assertThat(prometheus.says()).startsWith("DOWN");
        assertThat(((Chain) wall(Taught.killed(20)).region()).links().get(3).believes())
                .isEqualTo(Taught.NEW);
    }

    @Test
    void usersWhoAreServedAgainAreNotRefused() {
        // In the second in which the first request succeeded, others had been refused.
        var state = RecordedClass.killed(11.35);
        assertThat(state.traffic().lastSecond().refused()).isPositive();
        var users = ((Chain) Wall.of(state, state.at(), 22).region()).links().getLast();

        assertThat(users.says()).isEqualTo("served again after 11.2 s");
        assertThat(users.believes()).isEqualTo("served");
    }

    @Test
    void theBudgetIsThatOfTheTileInWordsAndColour() {
        for (var taught : List.of(
                Taught.served(),
                Taught.failing(),
                Taught.asked(),
                Taught.killed(4),
                Taught.killed(12),
                Taught.killed(30),
                Taught.killed(60))) {
            var tile = BudgetTile.from(taught.state());
            var figure = KeyFigures.of(new Moment(taught.state(), taught.now(), true))
                    .getLast();
            assertThat((figure.value() + " " + figure.unit()).replace(" left", ""))
                    .isEqualTo(tile.value());
            assertThat(figure.tone()).isEqualTo(tile.tone());
        }
    }

    @Test
    void throughoutTheClassTheBudgetSaysWhatItsTileSays() {
        for (int second = 0; second <= RecordedClass.replay().duration().toSeconds(); second++) {
            var state = RecordedClass.at(Duration.ofSeconds(second));
            var figures = KeyFigures.of(new Moment(state, state.at(), true));
            if (!figures.isEmpty()) {
                var tile = BudgetTile.from(state);
                var note = Part.text(figures.getLast().note());
                if (note.startsWith("gone in ")) {
                    assertThat(tile.note()).endsWith(note);
                } else {
                    assertThat(note).startsWith(tile.note().split(" · ", 2)[0]);
                }
            }
        }
        var blown = RecordedClass.recovered();
        assertThat(Part.text(Wall.of(blown, blown.at(), 22).figures().getLast().note()))
                .isEqualTo("132 % used: overspent");
    }

    @Test
    void aBurnRateIsWrittenAsOnTheDesk() {
        // 345 failures of the 2,400 requests of two minutes are just below a threshold.
        var taught = Taught.served().seconds(890, 1005, 17, 3, 0).seconds(1005, 1010, 20, 0, 0);
        var state = taught.replay(Lessons.staged(Scene.ALERTS)).stateAt(taught.now());
        var wall = Wall.of(state, taught.now(), 22);
        var desk = AlertsModel.from(state).rows();

        assertThat(wall.figures().getFirst().value())
                .isEqualTo(BurnTile.from(state).value());
        assertThat(((AlertTable) wall.region()).rows())
                .extracting(row -> row.longer().burn(), row -> row.shorter().burn())
                .containsExactlyElementsOf(desk.stream()
                        .map(row ->
                                tuple(row.longWindow().burn(), row.shortWindow().burn()))
                        .toList())
                .contains(tuple("14.3 ×", "12.5 ×"));
    }

    @Test
    void anObjectiveOfAllRequestsForgivesNothing() {
        var taught = Taught.served().and(new ObjectiveChanged(1, Duration.ofMinutes(30)));
        var state = taught.state();

        assertThat(Part.text(
                        KeyFigures.of(new Moment(state, taught.now())).getLast().note()))
                .isEqualTo(BudgetTile.from(state).note())
                .isEqualTo("an objective of 100 % forgives nothing");
    }

    @Test
    void whoLooksBackSeesWhatTheClassIsToTakeHome() {
        var taught = Taught.killed(60);
        var back = Wall.of(new Moment(taught.state(), taught.now(), true), 22);

        assertThat(back.scene()).isEqualTo(Scene.OUTCOME);
        assertThat(back.caption().text())
                .isEqualTo("The lesson is over: of 21,160 requests 440 failed, 80 more than the objective forgives.");
        assertThat(back.figures())
                .extracting(KeyFigure::title, KeyFigure::value)
                .containsExactly(tuple("SLI of this window", "97.9 %"), tuple("Error budget, 99 % over 30 min", "80"));
        assertThat(((Outcome) back.region()).message()).isNotEmpty();
        assertThat(back.strip()).isEmpty();
    }

    @Test
    void ecsKnowsAsSoonAsItStartsAnotherTask() {
        var starting = Taught.asked()
                .at(Taught.KILL)
                .asks(Action.KILL)
                .at(Taught.KILL + 2)
                .counted(0, 0, 20);
        assertThat(((Chain) wall(starting).region()).links().getFirst().says()).isEqualTo("has not noticed yet");
        assertThat(wall(starting).caption().text()).startsWith("The task died 2 s ago. ECS has not noticed yet");

        starting.task(Taught.NEW_TASK, Taught.NEW, "PENDING");
        assertThat(((Chain) wall(starting).region()).links().getFirst().says()).isEqualTo("knows; task PENDING");
        assertThat(wall(starting).caption().text()).startsWith("The task died 2 s ago. ECS is starting another");
    }

    @Test
    void nothingIsSpentAtAPaceThatHasEnded() {
        assertThat(Part.text(wall(Taught.failing()).figures().getLast().note())).startsWith("gone in ");
        assertThat(Part.text(wall(Taught.failing().at(921).traffic(Mode.OFF).at(925))
                        .figures()
                        .getLast()
                        .note()))
                .doesNotContain("pace");
    }

    @Test
    void whoHasLearnedSaysAfterHowLong() {
        var chain = (Chain) wall(Taught.killed(30)).region();

        assertThat(chain.links())
                .extracting(Chain.Link::says)
                .containsExactly(
                        "RUNNING after 8.6 s",
                        "lists it after 8.9 s",
                        "knows it after 12.3 s",
                        "scrapes it after 19.8 s",
                        "served again after 17.0 s");
        assertThat(chain.links()).extracting(Chain.Link::tone).containsOnly(Tone.GOOD);
    }

    @Test
    void theBudgetsCurveFallsByWhatFailed() {
        var chart = (BurnDown) wall(Taught.failing()).region();

        assertThat(chart.allowed()).isEqualTo(360);
        assertThat(chart.curve().getFirst()).isEqualTo(new Dot(0, 360));
        assertThat(chart.curve().getLast().value()).isEqualTo(240);
        assertThat(chart.values()).extracting(BurnDown.Tick::label).containsExactly("0", "120", "240", "360");
        assertThat(chart.times()).extracting(BurnDown.Tick::label).containsExactly("0:00", "10:00", "20:00", "30:00");
    }

    @Test
    void theStripShowsTheKillAndWhatDnsSaid() {
        var strip = wall(Taught.killed(4)).strip().orElseThrow();

        assertThat(strip.marks()).containsExactly(new Strip.Mark(Taught.KILL, "killed"));
        assertThat(strip.lanes()).extracting(Strip.Lane::name).containsExactly("Task", "DNS says");
        assertThat(strip.lanes().getLast().stretches())
                .extracting(Strip.Stretch::label)
                .containsExactly("10.42.0.23");
    }

    @Test
    void theTrafficLaneHasWordsThatFit() {
        var strip = wall(Taught.served()
                        .step("dashboard")
                        .traffic(Mode.PARTIAL_FAILURE)
                        .seconds(890, 895, 14, 6, 0))
                .strip()
                .orElseThrow();

        assertThat(strip.lanes().getFirst().stretches())
                .extracting(Strip.Stretch::label)
                .containsExactly("normal", "30 % fail");
    }

    @Test
    void whereAlertsAreTheSceneTheyAreALane() {
        var alerts = Taught.failing();
        var strip = Wall.of(alerts.replay(Lessons.staged(Scene.ALERTS)).stateAt(alerts.now()), alerts.now(), 22)
                .strip()
                .orElseThrow();

        assertThat(strip.lanes()).extracting(Strip.Lane::name).containsExactly("Traffic", "Alerts");
        assertThat(strip.lanes().getLast().stretches())
                .extracting(Strip.Stretch::label, Strip.Stretch::tone)
                .containsExactly(tuple("pending", Tone.WARN), tuple("firing", Tone.BAD));
    }

    @Test
    void theWholeWallCanBeHeard() {
        assertThat(wall(Taught.killed(4)).spoken())
                .startsWith("8 Full failure. The task died 4 s ago.")
                .contains("What users got, last 5 s: 20.0 %.");
    }

    @Test
    void aDeepRoomHasLargerTextUpToALimit() {
        assertThat(Room.USUAL.enlargement()).isEqualTo(1);
        assertThat(Room.deep(8).enlargement()).isBetween(1.2, 1.25);
        assertThat(Room.deep(30).enlargement()).isEqualTo(1.4);
        assertThat(new Room(8, 2.5).enlargement()).isEqualTo(1);
        assertThatThrownBy(() -> Room.deep(0)).hasMessageContaining("metres");
    }
}
