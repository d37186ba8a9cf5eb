package dev.sloconsole.session.fold;

import static dev.sloconsole.session.Facts.NEW;
import static dev.sloconsole.session.Facts.NEW_TASK;
import static dev.sloconsole.session.Facts.OLD;
import static dev.sloconsole.session.Facts.OLD_TASK;
import static dev.sloconsole.session.Facts.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.prometheus.watch.MetricFact.AlertChanged;
import dev.sloconsole.prometheus.watch.MetricFact.PrometheusLost;
import dev.sloconsole.prometheus.watch.MetricFact.PrometheusReached;
import dev.sloconsole.session.Action;
import dev.sloconsole.session.Fact;
import dev.sloconsole.session.Facts;
import dev.sloconsole.session.Hop;
import dev.sloconsole.session.Lane;
import dev.sloconsole.session.Lane.Call;
import dev.sloconsole.session.Lane.Content;
import dev.sloconsole.session.Lane.Span;
import dev.sloconsole.session.Lists;
import dev.sloconsole.session.Outage;
import dev.sloconsole.session.RequestCounts;
import dev.sloconsole.session.SessionEvent.ActionFailed;
import dev.sloconsole.session.SessionEvent.ActionRequested;
import dev.sloconsole.session.SessionEvent.CheckpointMet;
import dev.sloconsole.session.SessionEvent.ClockJumped;
import dev.sloconsole.session.SessionEvent.MetricsObserved;
import dev.sloconsole.session.SessionEvent.RecordingFailed;
import dev.sloconsole.session.SessionEvent.TrafficCounted;
import dev.sloconsole.session.SessionEvent.WindowClosed;
import dev.sloconsole.session.SessionEvent.WindowClosed.Outcome;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.SessionState.Banner;
import dev.sloconsole.session.Source;
import dev.sloconsole.session.Task.Stopped;
import dev.sloconsole.session.Timeline.Loss;
import dev.sloconsole.session.Timeline.Promise;
import dev.sloconsole.session.Timeline.PromiseMark;
import dev.sloconsole.session.Timeline.StepMark;
import dev.sloconsole.session.Timeline.Window;
import dev.sloconsole.session.TrafficPlan;
import dev.sloconsole.session.TrafficPlan.Mode;
import dev.sloconsole.session.Trouble;
import dev.sloconsole.session.lesson.Lesson;
import dev.sloconsole.stack.StackFact.DnsSource;
import dev.sloconsole.stack.StackFact.SourceLost;
import dev.sloconsole.stack.StackFact.SourceRecovered;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FoldTest {

    private static Folded folded(List<Fact> facts) {
        var folded = Folded.initial(Lesson.builtIn().outline(Source.LOCAL));
        for (Fact fact : facts) {
            folded = Fold.apply(folded, fact);
        }
        return folded;
    }

    private static SessionState state(Facts facts) {
        return folded(facts.list()).state();
    }

    @Test
    void twoFoldsOfOneClassAreEqual() {
        assertThat(state(Facts.wholeLesson())).isEqualTo(state(Facts.wholeLesson()));
    }

    @Test
    void aStateIsNotChangedByWhatComesAfterIt() {
        var facts = Facts.wholeLesson().list();
        var half = folded(facts.subList(0, 500));
        var before = half.state().toString();
        folded(facts);
        Fold.apply(half, facts.get(500));

        assertThat(half.state())
                .hasToString(before)
                .isEqualTo(folded(facts.subList(0, 500)).state());
    }

    @Test
    void aStoppedTaskKeepsItsAddressAndSaysWhy() {
        var task = state(Facts.begun().task(OLD_TASK, OLD, "RUNNING").at(9).stopped(OLD_TASK))
                .tasks()
                .all()
                .getFirst();

        assertThat(task.lastStatus()).isEqualTo("STOPPED");
        assertThat(task.privateAddress()).contains(OLD);
        assertThat(task.stopped())
                .contains(new Stopped(
                        seconds(9), "EssentialContainerExited", "Essential container in task exited", Optional.of(1)));
    }

    @Test
    void theOutageTellsWhoLearnedWhen() {
        var outage = state(Facts.wholeLesson()).outage().orElseThrow();

        assertThat(outage.startedAt()).isEqualTo(seconds(400));
        assertThat(outage.oldAddress()).isEqualTo(OLD);
        assertThat(outage.newAddress()).contains(NEW);
        assertThat(outage.at(Hop.TASK_STOPPED)).contains(seconds(401));
        assertThat(outage.at(Hop.TARGET_DOWN)).contains(seconds(403));
        assertThat(outage.at(Hop.REPLACEMENT_RUNNING)).contains(seconds(406));
        assertThat(outage.at(Hop.REGISTERED)).contains(seconds(407));
        assertThat(outage.at(Hop.ZONE)).contains(seconds(407));
        assertThat(outage.at(Hop.RESOLVER)).contains(seconds(408));
        assertThat(outage.at(Hop.SERVED_AGAIN)).contains(seconds(409));
        assertThat(outage.at(Hop.TARGET_UP)).contains(seconds(410));
    }

    @Test
    void aReplacementQuickerThanAScrapeIsSeenByItsSamples() {
        var outage = state(Facts.begun()
                        .task(OLD_TASK, OLD, "RUNNING")
                        .target("up")
                        .at(10)
                        .and(new ActionRequested(Action.KILL, ""))
                        .at(10.1)
                        .stopped(OLD_TASK)
                        .at(10.3)
                        .task(NEW_TASK, NEW, "RUNNING")
                        .at(12)
                        .scraped(OLD_TASK, OLD, 5, 0)
                        .at(14)
                        .scraped(NEW_TASK, NEW, 5, 0))
                .outage()
                .orElseThrow();

        assertThat(outage.at(Hop.TARGET_DOWN)).isEmpty();
        assertThat(outage.at(Hop.TARGET_UP)).contains(seconds(12)).as("up, scraped at 11 s, when only the new one ran");
    }

    @Test
    void aDeletedStacksTasksAreNoOutage() {
        var facts = Facts.begun().stack("CREATE_COMPLETE").task(OLD_TASK, OLD, "RUNNING");
        facts.and(new ActionRequested(Action.DELETE, "")).at(5).stopped(OLD_TASK);

        assertThat(state(facts).outage()).isEmpty();
    }

    @Test
    void aTaskThatStopsByItselfIsAnOutageToo() {
        var facts = Facts.begun()
                .stack("CREATE_COMPLETE")
                .task(OLD_TASK, OLD, "RUNNING")
                .at(5)
                .stopped(OLD_TASK);

        var outage = state(facts).outage().orElseThrow();
        assertThat(outage.startedAt()).isEqualTo(seconds(5));
        assertThat(outage.at(Hop.TASK_STOPPED)).contains(seconds(5));
    }

    @Test
    void aRefusedKillIsNoOutage() {
        var facts = Facts.begun().task(OLD_TASK, OLD, "RUNNING").and(new ActionRequested(Action.KILL, ""));
        facts.at(1).and(new ActionFailed(Action.KILL, "Nobody answered."));

        assertThat(state(facts).outage()).isEmpty();
        assertThat(state(facts).banners())
                .containsExactly(new Banner(new Trouble.Refused(Action.KILL, "Nobody answered."), seconds(1)));
    }

    @Test
    void orderedFailuresDoNotPassForAnOutage() {
        var facts = Facts.begun().task(OLD_TASK, OLD, "RUNNING").traffic(Mode.PARTIAL_FAILURE);
        facts.and(new ActionRequested(Action.KILL, ""))
                .at(1)
                .counted(14, 6, 0)
                .at(2)
                .counted(14, 6, 0);
        assertThat(folded(facts.list()).outage().outage().orElseThrow().at(Hop.USERS_HURT))
                .isEmpty();

        facts.at(3).counted(10, 4, 6);
        assertThat(state(facts).outage().orElseThrow().at(Hop.SERVED_AGAIN)).isEmpty();
        facts.at(4).counted(14, 6, 0);
        assertThat(state(facts).outage().orElseThrow().at(Hop.SERVED_AGAIN)).contains(seconds(4));
    }

    /** One of three tasks is killed at 30.5 s; every third request fails in the seconds that are named. */
    private static Facts oneOfThree(Set<Integer> bad, int until) {
        var facts = Facts.begun();
        for (int i = 1; i <= 3; i++) {
            facts.task("t" + i, "10.0.0." + i, "RUNNING");
        }
        facts.traffic(Mode.NORMAL).at(30).counted(20, 0, 0).at(30.5).and(new ActionRequested(Action.KILL, "t2"));
        for (int t = 31; t <= until; t++) {
            facts.at(t).counted(bad.contains(t) ? 13 : 20, 0, bad.contains(t) ? 7 : 0);
            if (t == 32) {
                facts.stopped("t2");
            }
        }
        return facts;
    }

    @Test
    void whereOtherTasksServeOnAnOutageEndsWithItsLastBadSecond() {
        var bad = IntStream.rangeClosed(31, 41).boxed().collect(Collectors.toSet());

        assertThat(state(oneOfThree(bad, 43)).outage().orElseThrow().at(Hop.SERVED_AGAIN))
                .isEmpty();

        var after = folded(oneOfThree(bad, 60).list());
        var outage = after.state().outages().getFirst();
        assertThat(after.state().outages()).hasSize(1);
        assertThat(outage.oldAddress()).as("the task that was named").isEqualTo("10.0.0.2");
        assertThat(outage.at(Hop.USERS_HURT)).contains(seconds(31));
        assertThat(outage.at(Hop.SERVED_AGAIN)).contains(seconds(41));
        assertThat(after.requests().between(outage.startedAt(), seconds(41)).bad())
                .isEqualTo(77);
    }

    @Test
    void goodSecondsBetweenBadOnesEndNoOutage() {
        var outage = state(oneOfThree(Set.of(31, 33, 34, 37), 60)).outage().orElseThrow();

        assertThat(outage.at(Hop.SERVED_AGAIN)).contains(seconds(37));
    }

    @Test
    void aKillThatReachesAnotherOfSeveralTasksIsOneOutage() {
        var facts = Facts.begun().task("t1", "10.0.0.1", "RUNNING").task("t2", "10.0.0.2", "RUNNING");
        facts.at(5).and(new ActionRequested(Action.KILL, "")).at(6).stopped("t1");

        assertThat(state(facts).outages())
                .singleElement()
                .satisfies(o -> assertThat(o.at(Hop.TASK_STOPPED)).contains(seconds(6)));
    }

    @Test
    void whatCouldNotBeSentIsNothingThatUsersGot() {
        var facts = Facts.begun().traffic(Mode.NORMAL).at(1).counted(20, 0, 0);
        facts.at(2).and(new TrafficCounted(new RequestCounts(15, 0, 1, 0, 0, 4)));
        var slow = state(facts);

        assertThat(slow.traffic().total().total()).isEqualTo(36);
        assertThat(slow.traffic().total().bad()).isEqualTo(1);
        assertThat(slow.banners()).containsExactly(new Banner(new Trouble.NotSent(4), seconds(2)));
        for (int t = 3; t <= 12; t++) {
            facts.at(t).counted(20, 0, 0);
        }
        assertThat(state(facts).banners()).isEmpty();
    }

    @Test
    void theLanesTellTheClass() {
        var timeline = state(Facts.wholeLesson()).timeline();

        var plan = TrafficPlan.off();
        assertThat(timeline.lane(Lane.Kind.TRAFFIC).spans())
                .containsExactly(
                        span(30, 200, new Content.Sent(plan.with(Mode.NORMAL))),
                        span(200, 300, new Content.Sent(plan.with(Mode.PARTIAL_FAILURE))),
                        span(300, 600, new Content.Sent(plan.with(Mode.NORMAL))));
        assertThat(timeline.lane(Lane.Kind.TASK).spans())
                .containsExactly(
                        span(8, 401, new Content.Ran(OLD_TASK, Optional.of(OLD))),
                        span(406, 605, new Content.Ran(NEW_TASK, Optional.of(NEW))));
        assertThat(timeline.lane(Lane.Kind.DNS).spans())
                .containsExactly(span(8, 408, answered(OLD)), span(408, 610, answered(NEW)));
        assertThat(timeline.lane(Lane.Kind.TARGET).spans())
                .containsExactly(
                        span(13, 403, new Content.Scraped("up")),
                        span(403, 410, new Content.Scraped("down")),
                        span(410, 610, new Content.Scraped("up")));
        assertThat(timeline.losses()).containsExactly(new Loss(seconds(400), Action.KILL));
        assertThat(timeline.steps()).hasSize(8).first().isEqualTo(new StepMark(seconds(0.5), "images"));
        assertThat(timeline.userSli()).hasSize(569);
        assertThat(timeline.userSli().getFirst().value()).contains(1.0);
    }

    @Test
    void theGravestAlertIsDrawnAndThatItIsOver() {
        var facts = Facts.begun().at(10).and(alert("TicketFast", "ticket", "pending"));
        facts.at(20).and(alert("PageFast", "page", "pending"));
        facts.at(25).and(alert("TicketFast", "ticket", "firing"));
        facts.at(30).and(alert("PageFast", "page", "firing"));
        facts.at(40).and(alert("PageFast", "page", "inactive"));
        facts.at(50).and(alert("TicketFast", "ticket", "inactive"));

        assertThat(state(facts).timeline().lane(Lane.Kind.ALERT).spans())
                .containsExactly(
                        span(10, 20, new Content.Alerted("ticket", Call.PENDING)),
                        span(20, 25, new Content.Alerted("page", Call.PENDING)),
                        span(25, 30, new Content.Alerted("ticket", Call.FIRING)),
                        span(30, 40, new Content.Alerted("page", Call.FIRING)),
                        span(40, 50, new Content.Alerted("ticket", Call.FIRING)),
                        Span.from(seconds(50), new Content.Alerted("ticket", Call.OVER)));
    }

    private static MetricsObserved alert(String name, String severity, String to) {
        return new MetricsObserved(new AlertChanged(name, severity, to, ""));
    }

    @Test
    void aWindowThatHasEndedKeepsItsCounts() {
        var facts = Facts.begun().at(1801).and(new WindowClosed(seconds(0), seconds(1800), Outcome.MET, 3, 900, 0.99));

        assertThat(state(facts).timeline().windows()).containsExactly(new Window(seconds(1801), true, 3, 900, 0.99));
        assertThat(state(facts).timeline().promises()).containsExactly(new PromiseMark(seconds(1801), Promise.MET));
    }

    private static Content answered(String address) {
        return new Content.Answered("NOERROR", List.of(address));
    }

    private static Span span(double start, double end, Content content) {
        return new Span(seconds(start), Optional.of(seconds(end)), content);
    }

    @Test
    void aLineWithoutPointsForLongHasAGap() {
        var line = state(Facts.begun().at(1).counted(1, 0, 0).at(60).counted(1, 0, 0))
                .timeline()
                .userSli();

        assertThat(line).extracting(p -> p.value().isPresent()).containsExactly(true, false, true);
    }

    @Test
    void aLostSourceIsABannerUntilItRecovers() {
        var facts = Facts.begun()
                .at(1)
                .and(new SourceLost("ecs", "Throttled."))
                .at(5)
                .and(new SourceLost("ecs", "Again."));
        assertThat(state(facts).banners()).containsExactly(new Banner(new Trouble.Lost("ecs", "Again."), seconds(1)));

        assertThat(state(facts.and(new SourceRecovered("ecs"))).banners()).isEmpty();
    }

    @Test
    void aPrometheusThatIsNotThereYetIsNoBannerButALostOneIs() {
        var facts = Facts.begun().stack("CREATE_IN_PROGRESS").at(1).and(new MetricsObserved(new PrometheusLost("No.")));
        assertThat(state(facts).banners()).isEmpty();

        facts.at(2).stack("CREATE_COMPLETE");
        assertThat(state(facts).banners())
                .containsExactly(new Banner(new Trouble.Lost("prometheus", "No."), seconds(2)));
        facts.at(3).and(new MetricsObserved(new PrometheusReached("3")));
        assertThat(state(facts).banners()).isEmpty();
        assertThat(state(facts).metrics().reachable()).isTrue();
    }

    @Test
    void aFailedActionIsToldUntilTheNextOne() {
        var facts = Facts.begun().and(new ActionFailed(Action.DEPLOY, "Denied."));
        assertThat(state(facts).banners()).hasSize(1);

        assertThat(state(facts.and(new ActionRequested(Action.DEPLOY, ""))).banners())
                .isEmpty();
    }

    @Test
    void aFailedRecordingIsSaidAndStays() {
        var state =
                state(Facts.begun().and(new RecordingFailed("Disk full.")).and(new ActionRequested(Action.KILL, "")));

        assertThat(state.info().recording()).isFalse();
        assertThat(state.banners()).extracting(Banner::trouble).containsExactly(new Trouble.NotRecorded("Disk full."));
    }

    @Test
    void aCheckpointKeepsTheTimeWhenItWasFirstMet() {
        var state = state(Facts.begun()
                .at(1)
                .step("targets")
                .at(2)
                .and(new CheckpointMet("targets", "target-up"))
                .at(3)
                .and(new CheckpointMet("targets", "target-up")));

        assertThat(state.lesson().current()).isEqualTo(2);
        assertThat(state.lesson().currentStep().enteredAt()).contains(seconds(1));
        assertThat(state.lesson().currentStep().checkpoints().get(1).metAt()).contains(seconds(2));
        assertThat(state.lesson().currentStep().done()).isFalse();
    }

    @Test
    void samplesAreAskedForByTheWallClockEvenAfterItJumped() {
        var folded = folded(
                Facts.begun().at(5).and(new ClockJumped(Duration.ofMinutes(3))).list());

        assertThat(folded.wallTime(seconds(5))).isEqualTo(Facts.START.plusSeconds(185));
    }

    @Test
    void countsAreSummedOverExactlyTheirRange() {
        var ledger = RequestLedger.empty();
        for (int t = 1; t <= 10; t++) {
            ledger = ledger.with(seconds(t), new RequestCounts(1, 0, 0, 0, 0, 0));
        }

        assertThat(ledger.within(seconds(3), seconds(10)).total()).isEqualTo(3);
        assertThat(ledger.within(seconds(3), seconds(11.5)).total()).isEqualTo(2);
        assertThat(ledger.within(seconds(100), seconds(5)).total()).isEqualTo(5);
        assertThat(ledger.within(seconds(3), seconds(100)).total()).isZero();
    }

    @Test
    void theZoneIsDrawnUntilAResolverHasAnswered() {
        var lane = state(Facts.begun()
                        .dns(DnsSource.AUTHORITATIVE, OLD)
                        .at(1)
                        .dns(DnsSource.AUTHORITATIVE, NEW)
                        .at(2)
                        .dns(DnsSource.RESOLVER, OLD)
                        .at(3)
                        .dns(DnsSource.AUTHORITATIVE, NEW, OLD))
                .timeline()
                .lane(Lane.Kind.DNS)
                .spans();

        assertThat(lane).extracting(Span::content).containsExactly(answered(OLD), answered(NEW), answered(OLD));
    }

    @Test
    void everyOutageIsKept() {
        var facts =
                Facts.wholeLesson().list().subList(0, Facts.wholeLesson().list().size() - 5);
        var again = new Fact(facts.size() + 1, seconds(700), new ActionRequested(Action.KILL, NEW_TASK));
        var outages = folded(Lists.with(facts, again)).state().outages();

        assertThat(outages).extracting(Outage::startedAt).containsExactly(seconds(400), seconds(700));
        assertThat(outages.getFirst().at(Hop.SERVED_AGAIN)).isPresent();
        assertThat(outages.getLast().oldAddress()).isEqualTo(NEW);
    }

    @Test
    void aTaskThatIsKilledTwiceIsOneOutage() {
        var facts = Facts.begun().task(OLD_TASK, OLD, "RUNNING").at(5).and(new ActionRequested(Action.KILL, OLD_TASK));
        facts.at(6).and(new ActionRequested(Action.KILL, OLD_TASK));

        assertThat(state(facts).outages())
                .singleElement()
                .satisfies(o -> assertThat(o.startedAt()).isEqualTo(seconds(6)));
    }
}
